//! Days cut into the pieces that are asked for.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use chrono_tz::America::New_York;

/// Every day from `from` to `to`, both included.
pub(super) fn days(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    from.iter_days().take_while(move |day| *day <= to)
}

/// The first days of the months that the span touches.
pub(super) fn months(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let next = |month: &NaiveDate| month.checked_add_months(Months::new(1));
    std::iter::successors(from.with_day(1), next).take_while(move |month| *month <= to)
}

/// The last day of a month that is given by its first.
pub(super) fn month_end(month: NaiveDate) -> NaiveDate {
    month.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(month)
}

/// The league's day at a time: games are dated US Eastern.
pub(super) fn league_day(now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&New_York).date_naive()
}

/// When a day's results are surely entered: 6 in the morning after, US Eastern at the latest.
pub(super) fn settled(day: NaiveDate) -> DateTime<Utc> {
    let morning = day.checked_add_days(Days::new(1)).unwrap_or(day).and_hms_opt(11, 0, 0);
    morning.map_or(DateTime::<Utc>::MAX_UTC, |at| at.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_span_touches_its_months() {
        let text = |from: &str, to: &str| -> Vec<String> {
            months(day(from), day(to)).map(|month| format!("{month} to {}", month_end(month))).collect()
        };
        let spring = text("2024-01-31", "2024-03-01");
        assert_eq!(spring, ["2024-01-01 to 2024-01-31", "2024-02-01 to 2024-02-29", "2024-03-01 to 2024-03-31"]);
        assert_eq!(text("2023-12-31", "2024-01-01").len(), 2);
        assert_eq!(text("2024-02-29", "2024-02-29"), ["2024-02-01 to 2024-02-29"]);
        assert!(text("2024-02-29", "2024-01-01").is_empty());
    }

    #[test]
    fn both_ends_of_a_span_belong_to_it() {
        assert_eq!(days(day("2024-03-28"), day("2024-06-13")).count(), 78);
        assert_eq!(days(day("2024-03-28"), day("2024-03-28")).count(), 1);
        assert_eq!(days(day("2024-03-29"), day("2024-03-28")).count(), 0);
    }

    #[test]
    fn the_league_lives_in_the_east() {
        assert_eq!(league_day("2024-07-05T03:59:00Z".parse().unwrap()), day("2024-07-04"));
        assert_eq!(league_day("2024-07-05T04:00:00Z".parse().unwrap()), day("2024-07-05"));
        assert_eq!(league_day("2024-12-05T04:59:00Z".parse().unwrap()), day("2024-12-04"));
        assert_eq!(settled(day("2024-07-04")), "2024-07-05T11:00:00Z".parse::<DateTime<Utc>>().unwrap());
    }
}
