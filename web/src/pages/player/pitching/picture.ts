// The picture of the chart in a panel.
import { useCallback, useRef } from 'react';

import type { ChartHandle } from '../../../charts/Chart';

export function usePicture() {
  const chart = useRef<ChartHandle>(null);
  const png = useCallback(async () => {
    if (!chart.current) throw new Error('there is no chart');
    return chart.current.png();
  }, []);
  return { chart, png };
}
