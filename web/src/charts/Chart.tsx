// One chart on a canvas: draws an option of ECharts in the colours of the page, follows its size, and gives a PNG.
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';

import { usePalette } from '../theme';
import { broken } from '../ui/Boundary';
import { Failed, Loading } from '../ui/State';

/** What a panel asks a chart for. */
export interface ChartHandle {
  png: () => Promise<Blob>;
}

interface Props {
  option: EChartsCoreOption;
  /** What is to be seen, for those who cannot see it. */
  label: string;
  /** Height over width; by itself 3 / 4. */
  ratio?: number;
  ref?: Ref<ChartHandle>;
}

export function Chart({ option, label, ratio = 0.75, ref }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const [isBroken, setBroken] = useState(false);
  const palette = usePalette();

  useEffect(() => {
    let made: EChartsType | null = null;
    let isGone = false;
    const size = new ResizeObserver(() => made?.resize());
    const draw = ({ init }: typeof import('./echarts')) => {
      if (isGone || !place.current) return;
      made = init(place.current);
      size.observe(place.current);
      setChart(made);
    };
    import('./echarts').then(draw).catch(() => setBroken(true));
    return () => {
      isGone = true;
      size.disconnect();
      made?.dispose();
    };
  }, []);

  useEffect(() => {
    chart?.setOption(
      {
        animation: false,
        color: palette.series,
        backgroundColor: 'transparent',
        textStyle: { color: palette.ink, fontFamily: 'inherit' },
        ...option,
        // HTML of tooltips would need inline styles, which the page's policy forbids.
        tooltip: {
          renderMode: 'richText',
          confine: true,
          backgroundColor: palette.card,
          borderColor: palette.line,
          textStyle: { color: palette.ink, fontSize: 12 },
          ...(option.tooltip as object | undefined),
        },
      },
      { notMerge: true },
    );
  }, [chart, option, palette]);

  useImperativeHandle(ref, () => ({
    png: async () => {
      if (!chart) throw new Error('the chart is not drawn yet');
      const url = chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: palette.card });
      const bytes = Uint8Array.from(atob(url.split(',')[1] ?? ''), (char) => char.charCodeAt(0));
      return new Blob([bytes], { type: 'image/png' });
    },
  }));

  if (isBroken) return <Failed error={broken} again={() => location.reload()} />;
  return (
    <div className="chart" style={{ aspectRatio: String(1 / ratio) }} role="img" aria-label={label} data-drawn={chart !== null}>
      <div ref={place} className="chart-canvas" />
      {chart === null && <Loading />}
    </div>
  );
}
