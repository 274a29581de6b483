//! The closed sets of values: code, value in the API, label for people.

type Closed = &'static [(i32, &'static str, &'static str)];

pub(super) const HANDS: Closed = &[(0, "LEFT", "Left"), (1, "RIGHT", "Right"), (2, "UNKNOWN", "Unknown")];

/// Game types by the ASCII code of the letter upstream uses.
pub const GAME_TYPES: Closed = &[
    (83, "SPRING", "Spring training"),
    (69, "EXHIBITION", "Exhibition"),
    (82, "REGULAR", "Regular season"),
    (70, "WILD_CARD", "Wild card"),
    (68, "DIVISION_SERIES", "Division series"),
    (76, "LEAGUE_SERIES", "League championship series"),
    (87, "WORLD_SERIES", "World Series"),
    (65, "ALL_STAR", "All-Star game"),
];

pub(super) const MONTHS: Closed = &[
    (1, "1", "January"),
    (2, "2", "February"),
    (3, "3", "March"),
    (4, "4", "April"),
    (5, "5", "May"),
    (6, "6", "June"),
    (7, "7", "July"),
    (8, "8", "August"),
    (9, "9", "September"),
    (10, "10", "October"),
    (11, "11", "November"),
    (12, "12", "December"),
];

pub(super) const OUTS: Closed = &[(0, "0", "No outs"), (1, "1", "One out"), (2, "2", "Two outs")];

pub(super) const RUNNERS: Closed = &[
    (0, "EMPTY", "Bases empty"),
    (1, "ON", "Runner on first only"),
    (2, "SCORING_POSITION", "Runner on second or third, bases not full"),
    (3, "LOADED", "Bases loaded"),
];

/// Positions by their numbers on scorecards.
pub(super) const BATTER_POSITIONS: Closed = &[
    (1, "PITCHER", "Pitcher"),
    (2, "CATCHER", "Catcher"),
    (3, "FIRST_BASE", "First base"),
    (4, "SECOND_BASE", "Second base"),
    (5, "THIRD_BASE", "Third base"),
    (6, "SHORTSTOP", "Shortstop"),
    (7, "LEFT_FIELD", "Left field"),
    (8, "CENTER_FIELD", "Center field"),
    (9, "RIGHT_FIELD", "Right field"),
    (10, "DESIGNATED_HITTER", "Designated hitter"),
    (11, "PINCH_HITTER", "Pinch hitter"),
    (12, "PINCH_RUNNER", "Pinch runner"),
    (0, "UNKNOWN", "Unknown"),
];

/// Of what not everybody tells. A filter says yes or no.
pub(super) const NO_YES_UNKNOWN: Closed = &[(0, "false", "No"), (1, "true", "Yes"), (2, "UNKNOWN", "Unknown")];

pub(super) const HOME_AWAY: Closed = &[(1, "HOME", "At home"), (0, "AWAY", "Away")];

pub(super) const LEAGUES: Closed = &[
    (0, "AMERICAN", "American League"),
    (1, "NATIONAL", "National League"),
    (2, "OTHER", "Another league"),
    (3, "UNKNOWN", "Unknown"),
];

pub(super) const DAY_NIGHT: Closed = &[(0, "DAY", "Day"), (1, "NIGHT", "Night"), (2, "UNKNOWN", "Unknown")];

pub(super) const ROOFS: Closed = &[
    (0, "OPEN", "Open air"),
    (1, "DOME", "Dome"),
    (2, "RETRACTABLE_OPEN", "Retractable roof, open"),
    (3, "RETRACTABLE_CLOSED", "Retractable roof, closed"),
    (4, "UNKNOWN", "Unknown"),
];

pub(super) const SURFACES: Closed =
    &[(0, "GRASS", "Grass"), (1, "ARTIFICIAL_TURF", "Artificial turf"), (2, "UNKNOWN", "Unknown")];

pub(super) const TEMPERATURES: Closed = &[
    (0, "BELOW_50", "Below 50 °F"),
    (1, "FROM_50_TO_59", "50 to 59 °F"),
    (2, "FROM_60_TO_69", "60 to 69 °F"),
    (3, "FROM_70_TO_79", "70 to 79 °F"),
    (4, "FROM_80_TO_89", "80 to 89 °F"),
    (5, "FROM_90", "90 °F and above"),
    (6, "UNKNOWN", "Unknown"),
];

pub(super) const WEEKDAYS: Closed = &[
    (1, "MONDAY", "Monday"),
    (2, "TUESDAY", "Tuesday"),
    (3, "WEDNESDAY", "Wednesday"),
    (4, "THURSDAY", "Thursday"),
    (5, "FRIDAY", "Friday"),
    (6, "SATURDAY", "Saturday"),
    (7, "SUNDAY", "Sunday"),
];

pub(super) const HALVES: Closed =
    &[(0, "FIRST", "Before the All-Star game"), (1, "SECOND", "After the All-Star game"), (2, "UNKNOWN", "Unknown")];

pub(super) const DOUBLEHEADERS: Closed = &[
    (0, "SINGLE", "Single game"),
    (1, "FIRST", "First game of a doubleheader"),
    (2, "SECOND", "Second game of a doubleheader"),
];

pub(super) const GAME_RESULTS: Closed =
    &[(0, "WON", "Won"), (1, "LOST", "Lost"), (2, "TIED", "Tied"), (3, "UNKNOWN", "Unknown")];

pub(super) const REST_DAYS: Closed = &[
    (0, "ZERO", "No day of rest"),
    (1, "ONE", "1 day of rest"),
    (2, "TWO", "2 days of rest"),
    (3, "THREE", "3 days of rest"),
    (4, "FOUR", "4 days of rest"),
    (5, "FIVE", "5 days of rest"),
    (6, "SIX_OR_MORE", "6 or more days of rest"),
    (7, "FIRST_GAME", "First game of the season"),
];

pub(super) const PITCHER_ROLES: Closed = &[(0, "STARTER", "Starter"), (1, "RELIEVER", "Reliever")];

pub(super) const BATTER_ROLES: Closed =
    &[(1, "STARTER", "Started"), (0, "SUBSTITUTE", "Substitute"), (2, "UNKNOWN", "Unknown")];

pub(super) const INNING_GROUPS: Closed = &[
    (0, "EARLY", "Innings 1 to 3"),
    (1, "MIDDLE", "Innings 4 to 6"),
    (2, "LATE", "Innings 7 to 9"),
    (3, "EXTRA", "Extra innings"),
];

/// By bits: 1 first base, 2 second, 4 third.
pub(super) const BASES: Closed = &[
    (0, "EMPTY", "Bases empty"),
    (1, "FIRST", "Runner on first"),
    (2, "SECOND", "Runner on second"),
    (3, "FIRST_SECOND", "First and second"),
    (4, "THIRD", "Runner on third"),
    (5, "FIRST_THIRD", "First and third"),
    (6, "SECOND_THIRD", "Second and third"),
    (7, "LOADED", "Bases loaded"),
];

pub(super) const SCORE_STATES: Closed =
    &[(0, "AHEAD", "Ahead"), (1, "TIED", "Tied"), (2, "BEHIND", "Behind"), (3, "UNKNOWN", "Unknown")];

/// Where a run is that would tie, or bring the lead.
pub(super) const RUN_PLACES: Closed = &[
    (0, "SCORED", "Already scored"),
    (1, "ON_BASE", "On base"),
    (2, "AT_BAT", "At bat"),
    (3, "ON_DECK", "On deck"),
    (4, "FURTHER", "Further back"),
    (5, "UNKNOWN", "Unknown"),
];

pub(super) const LEVERAGES: Closed = &[
    (0, "LOW", "Low: below 0.85"),
    (1, "MEDIUM", "Medium: 0.85 to 2"),
    (2, "HIGH", "High: above 2"),
    (3, "UNKNOWN", "Unknown"),
];

pub(super) const PLATOONS: Closed = &[
    (0, "OPPOSITE_HAND", "Batter has the platoon advantage"),
    (1, "SAME_HAND", "Pitcher has the platoon advantage"),
    (2, "UNKNOWN", "Unknown"),
];

pub(super) const COUNT_STATES: Closed =
    &[(0, "AHEAD", "Batter ahead"), (1, "EVEN", "Even"), (2, "BEHIND", "Batter behind"), (3, "UNKNOWN", "Unknown")];

pub(super) const PITCH_FAMILIES: Closed = &[
    (0, "FASTBALL", "Fastballs"),
    (1, "BREAKING", "Breaking balls"),
    (2, "OFFSPEED", "Offspeed"),
    (3, "OTHER", "Other"),
    (4, "UNKNOWN", "Unknown"),
    (5, "NONE", "No pitch"),
];

pub(super) const VELOCITIES: Closed = &[
    (0, "BELOW_80", "Below 80 mph"),
    (1, "FROM_80_TO_84", "80 to 84.9 mph"),
    (2, "FROM_85_TO_89", "85 to 89.9 mph"),
    (3, "FROM_90_TO_92", "90 to 92.4 mph"),
    (4, "FROM_92_5_TO_94", "92.5 to 94.9 mph"),
    (5, "FROM_95_TO_97", "95 to 97.4 mph"),
    (6, "FROM_97_5", "97.5 mph and above"),
    (7, "UNKNOWN", "Unknown"),
];

pub(super) const IN_ZONE: Closed =
    &[(0, "IN", "In the strike zone"), (1, "OUT", "Outside the strike zone"), (2, "UNKNOWN", "Unknown")];

pub(super) const ATTACK_ZONES: Closed = &[
    (0, "HEART", "Heart"),
    (1, "SHADOW", "Shadow: the edge"),
    (2, "CHASE", "Chase"),
    (3, "WASTE", "Waste"),
    (4, "UNKNOWN", "Unknown"),
];

pub(super) const PITCH_RESULTS: Closed = &[
    (1, "BALL", "Ball"),
    (2, "CALLED_STRIKE", "Called strike"),
    (3, "WHIFF", "Swing and miss"),
    (4, "FOUL", "Foul"),
    (5, "IN_PLAY", "In play"),
    (6, "HIT_BATTER", "Hit batter"),
    (7, "STRIKE", "Other strike"),
    (8, "AUTOMATIC_BALL", "Automatic ball"),
    (9, "AUTOMATIC_STRIKE", "Automatic strike"),
    (10, "NO_PITCH", "No pitch"),
    (0, "UNKNOWN", "Unknown"),
];

/// By their places in `fact::rows::TRAJECTORIES`, plus one.
pub(super) const BATTED_BALL_TYPES: Closed = &[
    (1, "GROUND_BALL", "Ground ball"),
    (2, "LINE_DRIVE", "Line drive"),
    (3, "FLY_BALL", "Fly ball"),
    (4, "POP_UP", "Pop-up"),
    (5, "UNKNOWN", "In play, not known how"),
    (0, "NONE", "Not in play"),
];

pub(super) const DIRECTIONS: Closed = &[
    (0, "PULL", "Pulled"),
    (1, "CENTER", "Up the middle"),
    (2, "OPPOSITE", "Opposite field"),
    (3, "UNKNOWN", "In play, not known where"),
    (4, "NONE", "Not in play"),
];

pub(super) const EXIT_VELOCITIES: Closed = &[
    (0, "BELOW_80", "Below 80 mph"),
    (1, "FROM_80_TO_89", "80 to 89.9 mph"),
    (2, "FROM_90_TO_94", "90 to 94.9 mph"),
    (3, "FROM_95_TO_99", "95 to 99.9 mph"),
    (4, "FROM_100_TO_104", "100 to 104.9 mph"),
    (5, "FROM_105", "105 mph and above"),
    (6, "UNKNOWN", "In play, not measured"),
    (7, "NONE", "Not in play"),
];

pub(super) const LAUNCH_ANGLES: Closed = &[
    (0, "BELOW_0", "Below 0°"),
    (1, "FROM_0_TO_7", "0° to 7°"),
    (2, "FROM_8_TO_20", "8° to 20°"),
    (3, "FROM_21_TO_32", "21° to 32°"),
    (4, "FROM_33_TO_50", "33° to 50°"),
    (5, "ABOVE_50", "Above 50°"),
    (6, "UNKNOWN", "In play, not measured"),
    (7, "NONE", "Not in play"),
];

/// By Baseball Savant's `launch_speed_angle`.
pub(super) const CONTACT: Closed = &[
    (1, "WEAK", "Weak"),
    (2, "TOPPED", "Topped"),
    (3, "UNDER", "Under"),
    (4, "FLARE_OR_BURNER", "Flare or burner"),
    (5, "SOLID", "Solid contact"),
    (6, "BARREL", "Barrel"),
    (7, "UNKNOWN", "In play, not measured"),
    (0, "NONE", "Not in play"),
];

pub(super) const CLASSES: Closed = &[
    (0, "BEST", "Best third"),
    (1, "MIDDLE", "Middle third"),
    (2, "WORST", "Worst third"),
    (3, "UNRANKED", "Too little played to be ranked"),
    (4, "UNKNOWN", "Unknown"),
];
