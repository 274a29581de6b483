// A panel with one chart: its picture and its points can be taken away, and what it says is written below it.
import type { EChartsCoreOption } from 'echarts/core';
import { useRef, type ReactNode } from 'react';

import { Chart, type ChartHandle } from '../../charts/Chart';
import { Caveats, type Caveat } from '../../ui/Caveats';
import { Panel } from '../../ui/Panel';

interface Props {
  title: string;
  /** Words of the files' names. */
  name: readonly (string | number)[];
  option: EChartsCoreOption;
  /** What is to be seen, in a sentence. */
  label: string;
  ratio?: number;
  /** No wider than this, pixels: high drawings stay on the screen. */
  widest?: number;
  csv: () => string;
  tools?: ReactNode;
  /** Below the chart: how many, of what. */
  note?: ReactNode;
  /** What qualifies its numbers. */
  caveats?: readonly Caveat[];
  isWide?: boolean;
  isStale?: boolean;
}

export function ChartPanel({
  title,
  name,
  option,
  label,
  ratio,
  widest,
  csv,
  tools,
  note,
  caveats = [],
  isWide = false,
  isStale = false,
}: Props) {
  const chart = useRef<ChartHandle>(null);
  const png = () => chart.current?.png() ?? Promise.reject(new Error('there is no chart'));
  return (
    <Panel title={title} name={name} csv={csv} png={png} tools={tools} isStale={isStale} isWide={isWide}>
      <div className="drawing" aria-busy={isStale} style={widest ? { maxWidth: widest } : {}}>
        <Chart ref={chart} option={option} label={label} {...(ratio !== undefined && { ratio })} />
      </div>
      {note && <p className="muted small">{note}</p>}
      <Caveats caveats={caveats} />
    </Panel>
  );
}
