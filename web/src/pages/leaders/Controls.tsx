// What is ranked, who, and who counts: each control is one parameter of the URL.
import { useState } from 'react';
import { useSearchParams } from 'wouter';

import { graphql } from '../../api/generated';
import { useApi } from '../../api/hooks';
import { StatPicker } from '../../ui/StatPicker';
import { dimensionGroups, dimensionNames } from '../../words/dimensions';
import { useWords } from '../../words/language';
import type { Role, StatField, StatGroup } from '../../words/stats';
import {
  minimumsOf, qualifyingText, statGroups, subjects, USUAL_LEAST, usualDirection, type Choice, type Minimum, type Qualifying, type Subject,
} from './choice';

const teamsOf = graphql(`
  query TeamsOf($season: Int!) {
    teams(season: $season) {
      id
      code
      name
    }
  }
`);

interface Props {
  role: Role;
  choice: Choice;
  /** The season whose teams can be chosen. */
  season: number;
}

export function Controls({ role, choice, season }: Props) {
  const { words, language } = useWords();
  const [, setParams] = useSearchParams();
  const teams = useApi(teamsOf, { season }).data?.teams ?? [];
  const set = (changes: Record<string, string | null>) =>
    setParams((current) => {
      const next = new URLSearchParams(current);
      // Another list begins at its top.
      for (const [name, value] of Object.entries({ rows: null, ...changes })) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      return next;
    });
  const groups: readonly StatGroup<StatField>[] = statGroups[role];
  return (
    <>
      <StatPicker
        label={words.leaders.stat}
        role={role}
        groups={groups}
        value={choice.stat}
        onChange={(stat) => set({ stat, order: null })}
      />
      <select
        aria-label={words.leaders.order}
        value={choice.direction}
        onChange={({ target: { value } }) =>
          set({ order: value === usualDirection(choice.stat, role) ? null : value === 'ASC' ? 'low' : 'high' })
        }
      >
        <option value="DESC">{words.leaders.high}</option>
        <option value="ASC">{words.leaders.low}</option>
      </select>
      <label>
        <span>{words.leaders.of}</span>
        <select value={choice.of} onChange={({ target: { value } }) => set({ of: value === 'players' ? null : value })}>
          {(Object.keys(subjects) as Subject[]).map((subject) => (
            <option key={subject} value={subject}>
              {words.leaders.subjects[subject]}
            </option>
          ))}
        </select>
      </label>
      {choice.of === 'players' && (
        <label>
          <span>{words.common.team}</span>
          <select value={choice.team ?? ''} onChange={({ target: { value } }) => set({ team: value })}>
            <option value="">{words.common.any}</option>
            {choice.team && !teams.some(({ code }) => code === choice.team) && <option value={choice.team}>{choice.team}</option>}
            {teams.map(({ id, code, name }) => (
              <option key={id} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span>{words.leaders.by}</span>
        <select value={choice.by ?? ''} onChange={({ target: { value } }) => set({ by: value })}>
          <option value="">{words.leaders.byNothing}</option>
          {dimensionGroups.map(({ group, dimensions }) => (
            <optgroup key={group.en} label={group[language]}>
              {dimensions.map((dimension) => (
                <option key={dimension} value={dimension}>
                  {dimensionNames[dimension][language]}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <Qualifiers
        key={`${role} ${choice.qualifying.kind}`}
        role={role}
        of={choice.of}
        qualifying={choice.qualifying}
        onChange={(qualifying) => set({ min: qualifyingText(qualifying) })}
      />
    </>
  );
}

interface QualifiersProps {
  role: Role;
  of: Subject;
  qualifying: Qualifying;
  onChange: (qualifying: Qualifying) => void;
}

function Qualifiers({ role, of, qualifying, onChange }: QualifiersProps) {
  const { words } = useWords();
  const [least, setLeast] = useState('least' in qualifying ? String(qualifying.least) : '');
  const kinds = of === 'players' ? (['usual', 'official', 'all'] as const) : (['usual'] as const);
  const minimum = 'least' in qualifying ? qualifying.kind : null;
  const choose = (value: string) => {
    const simple = kinds.find((kind) => kind === value);
    const found: Minimum | undefined = minimumsOf(role).find((kind) => kind === value);
    if (simple) onChange({ kind: simple });
    else if (found) onChange({ kind: found, least: USUAL_LEAST[found] });
  };
  const enter = () => minimum && /^\d{1,6}$/.test(least) && onChange({ kind: minimum, least: Number(least) });
  return (
    <>
      <label>
        <span>{words.leaders.qualifier}</span>
        <select value={qualifying.kind} onChange={(event) => choose(event.target.value)}>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {kind === 'usual' && of !== 'players' ? words.leaders.qualifiers.all : words.leaders.qualifiers[kind]}
            </option>
          ))}
          {minimumsOf(role).map((kind) => (
            <option key={kind} value={kind}>
              {words.leaders.minimums[kind]}
            </option>
          ))}
        </select>
      </label>
      {minimum && (
        <input
          className="least"
          type="number"
          min={0}
          max={999_999}
          aria-label={words.leaders.minimums[minimum]}
          value={least}
          onChange={(event) => setLeast(event.target.value)}
          onBlur={enter}
          onKeyDown={(event) => event.key === 'Enter' && enter()}
        />
      )}
    </>
  );
}
