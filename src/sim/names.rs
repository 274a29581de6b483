//! Invented names: accents, suffixes, namesakes and several scripts' romanisations, so that a search
//! has something to find wrong.

use super::person::PersonName;
use super::random::Dice;

struct Region {
    weight: f64,
    country: &'static str,
    cities: &'static [&'static str],
    first: &'static [&'static str],
    last: &'static [&'static str],
    middle: &'static [&'static str],
}

const REGIONS: &[Region] = &[
    Region {
        weight: 0.62,
        country: "USA",
        cities: &["Tulsa", "Fresno", "Mobile", "Dayton", "Spokane", "Macon", "Wichita", "Reno"],
        first: &[
            "Tyler", "Jake", "Will", "Mason", "Cody", "Brett", "Ryan", "Chase", "Logan", "Garrett", "Trevor", "Nolan",
            "Drew", "Spencer", "Hunter", "Colton", "J.T.", "A.J.", "C.J.", "D'Andre", "Marcus", "Isaiah", "Zach",
            "Kyle", "Matt", "Josh", "Austin", "Ben", "Sam", "Tanner", "Brady", "Wade",
        ],
        last: &[
            "Turner",
            "Whitfield",
            "Brandt",
            "Calloway",
            "O'Leary",
            "McAllister",
            "St. Clair",
            "Ashby",
            "Hensley",
            "Pruitt",
            "Vandermeer",
            "Kowalski",
            "Ferris",
            "Langford",
            "Stokes",
            "Braddock",
            "Holloway",
            "Tillman",
            "Winslow",
            "Mercer",
            "Novak",
            "Schroeder",
            "DeLuca",
            "Van Horn",
            "Crane-Ellis",
            "Bishop",
            "Hargrove",
            "Lockhart",
            "Mayfield",
            "Quinn",
            "Rourke",
            "Sutter",
            "Tate",
            "Underwood",
            "Yates",
            "Zeller",
        ],
        middle: &["James", "Lee", "Michael", "Thomas", "Allen", "Ray", "Scott", "David"],
    },
    Region {
        weight: 0.28,
        country: "Dominican Republic",
        cities: &["San Pedro de Macorís", "Baní", "Santiago", "La Romana", "Higüey"],
        first: &[
            "José",
            "Luis",
            "Andrés",
            "Jesús",
            "Ángel",
            "Rafael",
            "Víctor",
            "Martín",
            "Iván",
            "Óscar",
            "Héctor",
            "Ramón",
            "Adrián",
            "Julio",
            "Yordany",
            "Wander",
            "Elías",
            "Félix",
            "Sebastián",
            "Nicolás",
            "Raúl",
        ],
        last: &[
            "Peña",
            "Núñez",
            "Báez",
            "Muñoz",
            "Ibáñez",
            "Quiñones",
            "Ordóñez",
            "Cordero",
            "Almonte",
            "De La Rosa",
            "Encarnación",
            "Güell",
            "Marmolejos",
            "Pérez",
            "Rosario",
            "Santana",
            "Tejada",
            "Ureña",
            "Valdéz",
            "Yépez",
            "García",
            "Ramírez",
            "Liriano",
            "Acosta",
        ],
        middle: &["Antonio", "Manuel", "Enrique", "Alberto", "Rafael", "Miguel"],
    },
    Region {
        weight: 0.06,
        country: "Japan",
        cities: &["Osaka", "Sapporo", "Fukuoka", "Sendai"],
        first: &["Shota", "Kazuki", "Yusuke", "Haruto", "Ryota", "Kenji", "Sōta", "Jun'ichi", "Takumi"],
        last: &["Moriyama", "Ōtsuka", "Fujisaki", "Kuroda", "Hayashi", "Nishikawa", "Satō", "Yamashiro", "Endō"],
        middle: &[],
    },
    Region {
        weight: 0.04,
        country: "Republic of Korea",
        cities: &["Busan", "Daegu", "Gwangju"],
        first: &["Ji-Hoon", "Min-Jae", "Seung-Woo", "Hyun-Soo", "Tae-Yang"],
        last: &["Kang", "Seo", "Baek", "Yoon", "Hwang"],
        middle: &[],
    },
];

/// Where somebody comes from and what he is called.
pub(super) struct Origin {
    pub(super) name: PersonName,
    pub(super) city: &'static str,
    pub(super) country: &'static str,
}

/// Draws a person.
pub(super) fn draw(dice: &mut Dice) -> Origin {
    let weights: Vec<f64> = REGIONS.iter().map(|region| region.weight).collect();
    let region = &REGIONS[dice.weighted(&weights)];
    let pick = |dice: &mut Dice, pool: &'static [&'static str]| pool.get(dice.below(pool.len())).copied();
    let first = pick(dice, region.first).unwrap_or_default();
    let last = pick(dice, region.last).unwrap_or_default();
    let middle = pick(dice, region.middle);
    let suffix = match dice.unit() {
        x if x < 0.03 => Some("Jr."),
        x if x < 0.035 => Some("II"),
        _ => None,
    };
    let nick =
        dice.chance(0.08).then(|| format!("{}y", &last[..last.char_indices().nth(3).map_or(last.len(), |c| c.0)]));
    let name = PersonName {
        first: first.to_owned(),
        last: last.to_owned(),
        suffix: suffix.map(str::to_owned),
        given: middle.map_or_else(|| first.to_owned(), |middle| format!("{first} {middle}")),
        nick,
    };
    Origin { name, city: pick(dice, region.cities).unwrap_or_default(), country: region.country }
}

/// The names every league has, whatever its seed, in the order of its first players: namesakes, a
/// father and a son, letters outside ASCII.
pub(super) fn fixed(index: usize) -> Option<PersonName> {
    let (first, last, suffix) = *[
        ("José", "Peña", None),
        ("José", "Peña", None),
        ("José", "Peña", Some("Jr.")),
        ("Will", "Turner", None),
        ("Will", "Turner", None),
        ("Kazuki", "Moriyama", None),
        ("D'Andre", "O'Leary", None),
        ("Ángel", "De La Rosa", None),
        ("J.T.", "Crane-Ellis", None),
        ("Ji-Hoon", "Kang", None),
    ]
    .get(index)?;
    Some(PersonName {
        first: first.to_owned(),
        last: last.to_owned(),
        suffix: suffix.map(str::to_owned),
        given: first.to_owned(),
        nick: None,
    })
}

/// Letters without accents, for ids and slugs: `Peña` becomes `Pena`.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'á' => 'a',
            'é' => 'e',
            'í' => 'i',
            'ó' | 'ō' => 'o',
            'ú' | 'ü' => 'u',
            'ñ' => 'n',
            'Á' => 'A',
            'Ó' | 'Ō' => 'O',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_of_the_pools_has_a_plain_form() {
        for region in REGIONS {
            for name in region.first.iter().chain(region.last) {
                assert!(plain(name).is_ascii(), "{name}");
            }
        }
    }
}
