// Splits by any dimension, or two of them combined: as the URL's `splits=PITCHER_HAND,RUNNERS` says.
import { useMemo } from 'react';
import { Link, useSearchParams } from 'wouter';

import { graphql } from '../../api/generated';
import type { PlayerSplitsQuery } from '../../api/generated/graphql';
import type { Dimension, PlayFilter } from '../../api/generated/schema';
import { useApi } from '../../api/hooks';
import type { Period } from '../../period';
import { Panel } from '../../ui/Panel';
import { Answer, Empty } from '../../ui/State';
import { Table, tableCsv, type Column } from '../../ui/Table';
import { isIn, keptSearch, useListParam } from '../../url';
import { dimensionGroups, dimensionNames } from '../../words/dimensions';
import { useWords } from '../../words/language';
import type { Role } from '../../words/stats';
import { valueName } from '../../words/values';
import { Choice, useChoice } from './Choice';
import { Marked, statColumns, type Line } from './columns';
import { columnSets, splitFields } from './lines';
import { fileWords } from './role';

/** Rows that a table of splits has at most, where a dimension has no end of values. */
const MOST_ROWS = 500;

const playerSplits = graphql(`
  query PlayerSplits($by: PlayerKey!, $where: PlayFilter, $dimensions: [Dimension!]!, $first: Int, $isBatting: Boolean!) {
    player(by: $by) {
      id
      battingSplits(by: $dimensions, where: $where, first: $first) @include(if: $isBatting) {
        key {
          dimension
          value
          label
        }
        line {
          ...BattingColumns
        }
      }
      batting(where: $where) @include(if: $isBatting) {
        ...BattingColumns
      }
      pitchingSplits(by: $dimensions, where: $where, first: $first) @skip(if: $isBatting) {
        key {
          dimension
          value
          label
        }
        line {
          ...PitchingColumns
        }
      }
      pitching(where: $where) @skip(if: $isBatting) {
        ...PitchingColumns
      }
    }
  }
`);

/** A row of the table; the total has no key. */
interface Row {
  key: readonly { dimension: Dimension; value: string; label: string }[];
  line: Line;
}

/** Whose values are many. The API wants to know how many rows we can take, and has a price for them. */
const OPEN: readonly Dimension[] = ['BATTER', 'PITCHER', 'DATE', 'GAME'];

/** Whose values are names, not an order: those with most plays come first. */
const NAMED: readonly Dimension[] = ['BATTER', 'PITCHER', 'CATCHER', 'OPPONENT', 'VENUE', 'PITCH_TYPE', 'FINAL_PITCH_TYPE'];

/** People: their names lead to their pages. */
const PEOPLE: Partial<Record<Dimension, Role>> = { BATTER: 'batting', CATCHER: 'batting', PITCHER: 'pitching' };

function isDimension(text: string): text is Dimension {
  return isIn(text, dimensionNames);
}

/** The dimensions of the URL: one or two. */
function useDimensions(fallback: Dimension): [Dimension[], (dimensions: Dimension[]) => void] {
  const [texts, set] = useListParam('splits');
  const chosen = useMemo(() => {
    const known = [...new Set(texts.filter(isDimension))].slice(0, 2);
    return known.length > 0 ? known : [fallback];
  }, [texts, fallback]);
  return [chosen, set];
}

function rowsOf(data: PlayerSplitsQuery, role: Role): { rows: Row[]; total: Row | undefined } {
  const { player } = data;
  const rows = (role === 'batting' ? player?.battingSplits : player?.pitchingSplits) ?? [];
  const total = role === 'batting' ? player?.batting : player?.pitching;
  return { rows, total: total && { key: [], line: total } };
}

interface Props {
  player: { id: string; name: string };
  role: Role;
  where: PlayFilter;
  /** Names its files. */
  period?: Period;
}

export function Splits({ player, role, where, period }: Props) {
  const { words, language } = useWords();
  const [dimensions, setDimensions] = useDimensions(role === 'batting' ? 'PITCHER_HAND' : 'BATTER_SIDE');
  const [set, setSet] = useChoice('columns', columnSets);
  const [params] = useSearchParams();
  const query = useApi(playerSplits, {
    by: { id: player.id },
    where,
    dimensions,
    first: dimensions.some((dimension) => OPEN.includes(dimension)) ? MOST_ROWS : null,
    isBatting: role === 'batting',
  });
  const answer = useMemo(() => query.data && rowsOf(query.data, role), [query.data, role]);
  // While the next answer is on its way, the table still is that of the last: its columns, too.
  const shown = answer?.rows[0]?.key.map((part) => part.dimension) ?? dimensions;
  const columns: Column<Row>[] = [
    ...shown.map((dimension, place) => ({
      key: dimension,
      label: dimensionNames[dimension][language],
      value: (row: Row) => {
        const part = row.key[place];
        return part && part.label;
      },
      show: (row: Row) => {
        const part = row.key[place];
        if (!part) return place === 0 ? words.common.total : '';
        const name = valueName(part.dimension, part.value, part.label, language);
        const trade = PEOPLE[part.dimension];
        if (!trade || !(Number(part.value) > 0)) return name;
        const kept = keptSearch(params, ['period', 'games', 'lang']);
        return <Link href={`/players/${part.value}${kept}${kept ? '&' : '?'}role=${trade}`}>{name}</Link>;
      },
      isText: true,
    })),
    ...statColumns<Row>(splitFields[role][set], role, language, (row) => row.line),
  ];
  const by = role === 'batting' ? 'plateAppearances' : 'battersFaced';
  const [outer, inner] = dimensions;
  return (
    <Panel
      title={words.player.splits}
      isWide
      isStale={query.isPlaceholderData}
      name={fileWords(player, period, role, 'splits', ...dimensions)}
      csv={answer && answer.rows.length > 0 ? () => tableCsv(columns, answer.rows) : null}
      tools={
        <>
          <DimensionPicker label={words.player.splitBy} role={role} value={outer ?? null} onChange={(next) => next && setDimensions([next, ...(inner && inner !== next ? [inner] : [])])} />
          <DimensionPicker label={words.player.splitAnd} role={role} value={inner ?? null} without={outer} onChange={(next) => outer && setDimensions(next ? [outer, next] : [outer])} />
          <Choice label={words.player.columns} values={columnSets} nameOf={(one) => words.player.columnSets[one]} value={set} onChange={setSet} />
        </>
      }
    >
      <Answer query={query}>
        {(data) => {
          const { rows, total } = rowsOf(data, role);
          if (rows.length === 0) return <Empty />;
          return (
            <div className="tall" aria-busy={query.isPlaceholderData}>
              <Table
                key={shown.join()}
                label={words.player.table(words.player.splits)}
                columns={columns}
                rows={rows}
                rowKey={(row) => row.key.map((part) => part.value).join('|')}
                {...(shown.some((dimension) => NAMED.includes(dimension)) && { sorted: { key: by, isDescending: true } })}
                footer={total}
              />
              {rows.length === MOST_ROWS && <p className="muted">{words.player.cut(MOST_ROWS)}</p>}
              <Marked lines={rows.map((row) => row.line)} total={total?.line} fields={splitFields[role][set]} />
            </div>
          );
        }}
      </Answer>
    </Panel>
  );
}

interface PickerProps {
  label: string;
  role: Role;
  /** Null where none is chosen, which the second one may be. */
  value: Dimension | null;
  /** The one that is taken already; this picker may be left empty. */
  without?: Dimension | undefined;
  onChange: (dimension: Dimension | null) => void;
}

function DimensionPicker({ label, role, value, without, onChange }: PickerProps) {
  const { words, language } = useWords();
  // His own name would be the only value.
  const own = role === 'batting' ? 'BATTER' : 'PITCHER';
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value ?? ''} onChange={(event) => onChange(isDimension(event.target.value) ? event.target.value : null)}>
        {without && <option value="">{words.player.nothing}</option>}
        {dimensionGroups.map(({ group, dimensions }) => (
          <optgroup key={group.en} label={group[language]}>
            {dimensions
              .filter((dimension) => dimension !== without && (dimension !== own || dimension === value))
              .map((dimension) => (
                <option key={dimension} value={dimension}>
                  {dimensionNames[dimension][language]}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
