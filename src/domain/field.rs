//! The field as Statcast draws it: coordinates of its picture, and feet.

/// Home plate in the picture; `y` shrinks towards the outfield.
const HOME_PLATE: (f32, f32) = (125.42, 198.27);
/// Feet a unit of the picture: the scale commonly used with these coordinates (GeomMLBStadiums, `mlbam_xy_transformation`).
const FEET: f64 = 2.495_671;

/// Units of the picture from home plate: to the right of the line to second base as the catcher sees it, and towards
/// centre field.
#[must_use]
pub fn from_plate(x: f32, y: f32) -> (f32, f32) {
    (x - HOME_PLATE.0, HOME_PLATE.1 - y)
}

/// The same in feet.
#[must_use]
pub fn feet_from_plate(x: f32, y: f32) -> (f64, f64) {
    let (x, y) = from_plate(x, y);
    (f64::from(x) * FEET, f64::from(y) * FEET)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn left_field_is_to_the_left_and_centre_field_ahead() {
        let (x, y) = feet_from_plate(125.42, 38.0);
        assert!(x.abs() < 0.01 && (399.0..401.0).contains(&y), "straight away centre: {x} {y}");
        let (x, y) = feet_from_plate(40.0, 100.0);
        assert!(x < -200.0 && y > 200.0, "left field: {x} {y}");
    }
}
