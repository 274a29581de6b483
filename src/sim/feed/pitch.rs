//! One pitch of the feed: what Savant's row of the same number says, in StatsAPI's words.

use super::super::contact::Contact;
use super::super::game::Thrown;
use super::super::tracking::{Measures, round};
use super::super::vocabulary::{Call, Trajectory};
use serde_json::{Value, json};

/// `details` of a pitch. `out` and `runs` say what came of it.
pub(super) fn details(thrown: &Thrown, measures: Option<&Measures>, out: bool, runs: bool) -> Value {
    let (code, description) = call(thrown.call, out, runs);
    let mut details = json!({
        "call": {"code": code, "description": description},
        "description": description,
        "code": code,
        "isInPlay": thrown.call == Call::HitIntoPlay,
        "isStrike": thrown.call.kind() == "S",
        "isBall": thrown.call.kind() == "B",
        "isOut": out,
        "hasReview": false,
    });
    if let Some(measures) = measures {
        details["type"] = json!({"code": measures.kind.word(), "description": measures.kind.name()});
    }
    details
}

fn call(call: Call, out: bool, runs: bool) -> (&'static str, &'static str) {
    match call {
        Call::Ball => ("B", "Ball"),
        Call::BlockedBall => ("*B", "Ball In Dirt"),
        Call::CalledStrike => ("C", "Called Strike"),
        Call::SwingingStrike => ("S", "Swinging Strike"),
        Call::SwingingStrikeBlocked => ("W", "Swinging Strike (Blocked)"),
        Call::Foul => ("F", "Foul"),
        Call::FoulTip => ("T", "Foul Tip"),
        Call::FoulBunt => ("L", "Foul Bunt"),
        Call::MissedBunt => ("M", "Missed Bunt"),
        Call::HitByPitch => ("H", "Hit By Pitch"),
        Call::HitIntoPlay if runs => ("E", "In play, run(s)"),
        Call::HitIntoPlay if out => ("X", "In play, out(s)"),
        Call::HitIntoPlay => ("D", "In play, no out"),
    }
}

/// `pitchData`. Lengths of break are inches here.
pub(super) fn data(m: &Measures) -> Value {
    let [pfx_x, pfx_z] = m.pfx.map(|feet| round(feet * 12.0, 2));
    let mut breaks = json!({
        "breakAngle": 0.0, "breakLength": 6.0, "breakY": 24.0, "spinDirection": m.spin_axis,
        "breakVerticalInduced": round(m.pfx[1] * 12.0, 1), "breakHorizontal": round(-m.pfx[0] * 12.0, 1),
        "breakVertical": round(-m.drop * 12.0, 1),
    });
    if let Some(spin) = m.spin {
        breaks["spinRate"] = json!(spin);
    }
    json!({
        "startSpeed": m.speed,
        "endSpeed": round(m.speed * 0.915, 1),
        "strikeZoneTop": m.strike_zone.0,
        "strikeZoneBottom": m.strike_zone.1,
        "coordinates": {
            "aX": m.acceleration[0], "aY": m.acceleration[1], "aZ": m.acceleration[2],
            "vX0": m.velocity[0], "vY0": m.velocity[1], "vZ0": m.velocity[2],
            "x0": m.release[0], "y0": 50.0, "z0": m.release[2],
            "pX": m.plate[0], "pZ": m.plate[1], "pfxX": pfx_x, "pfxZ": pfx_z,
            "x": round(117.0 - m.plate[0] * 38.0, 2), "y": round(238.8 - m.plate[1] * 27.0, 2),
        },
        "breaks": breaks,
        "zone": m.zone,
        "typeConfidence": 0.9,
        "plateTime": round(0.4 * 95.0 / m.speed, 3),
        "extension": m.extension,
    })
}

/// `hitData` of a ball in play.
pub(super) fn hit(ball: &Contact, fielder: Option<u8>) -> Value {
    let trajectory = match (ball.bunt, ball.trajectory()) {
        (true, _) => "bunt_grounder",
        (_, Trajectory::GroundBall) => "ground_ball",
        (_, Trajectory::LineDrive) => "line_drive",
        (_, Trajectory::FlyBall) => "fly_ball",
        (_, Trajectory::Popup) => "popup",
    };
    let hardness = match ball.speed {
        speed if speed >= 95.0 => "hard",
        speed if speed >= 70.0 => "medium",
        _ => "soft",
    };
    let (x, y) = ball.place();
    let mut hit = json!({
        "trajectory": trajectory,
        "hardness": hardness,
        "location": fielder.unwrap_or_else(|| ball.outfielder()).to_string(),
        "coordinates": {"coordX": x, "coordY": y},
    });
    if ball.tracked {
        hit["launchSpeed"] = json!(ball.speed);
        hit["launchAngle"] = json!(ball.angle);
        hit["totalDistance"] = json!(ball.distance().round());
    }
    hit
}
