// A pitcher's page: arsenal, movement, locations, release points, velocity, usage.
import { api, download, expect, expectDrawn, latest, leader, panel, parseCsv, test } from './fixture';

test('the first view takes three requests at most, and its line is the API’s', async ({ page, watch }) => {
  const player = await leader(page, 'pitching');
  const { season } = await latest(page);
  await page.goto(`/players/${player.mlbamId}?role=pitching`);
  const table = panel(page, 'Line').getByRole('table');
  await expect(table).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(watch.queries.length).toBeLessThanOrEqual(3);
  const query = `query($id: Int!, $season: Int!) { player(by: {mlbamId: $id}) { pitching(where: {seasons: [$season]}) { inningsPitched strikeouts era } } }`;
  const { pitching } = (await api(page, query, { id: player.mlbamId, season })).player;
  const heads = await table.locator('thead th').allInnerTexts();
  const cells = await table.locator('tbody tr').first().locator('th, td').allInnerTexts();
  const cell = (head: string) => cells[heads.findIndex((text) => text.trim() === head)]?.trim();
  expect(cell('IP')).toBe(pitching.inningsPitched);
  expect(cell('SO')).toBe(String(pitching.strikeouts));
  expect(cell('ERA')).toContain(pitching.era.toFixed(2));
});

test('each plot is drawn', async ({ page }) => {
  const player = await leader(page, 'pitching');
  await page.goto(`/players/${player.mlbamId}?role=pitching`);
  await expect(panel(page, 'Line').getByRole('table')).toBeVisible();
  // What stands below asks when it comes into view.
  await expect(async () => {
    await page.mouse.wheel(0, 2_000);
    await expect(page.getByRole('region', { name: 'Game log' }).first()).toBeVisible({ timeout: 500 });
  }).toPass();
  const charts = page.getByRole('img');
  await expect.poll(() => charts.count()).toBeGreaterThanOrEqual(6);
  const seen = new Set<string>();
  for (let place = 0; place < (await charts.count()); place += 1) {
    const chart = charts.nth(place);
    const label = (await chart.getAttribute('aria-label')) ?? '';
    if (!(await chart.locator('canvas').count())) continue;
    seen.add(label);
    await test.step(label, () => expectDrawn(chart, { pixels: 1_500, colours: 3 }));
  }
  expect(seen.size).toBeGreaterThanOrEqual(6);
});

test('the arsenal and its CSV are the API’s', async ({ page }) => {
  const player = await leader(page, 'pitching');
  const { season } = await latest(page);
  await page.goto(`/players/${player.mlbamId}?role=pitching`);
  const arsenal = page.getByRole('region', { name: 'Arsenal' }).first();
  await expect(arsenal.getByRole('table')).toBeVisible();
  const query = `query($id: Int!, $season: Int!) { player(by: {mlbamId: $id}) {
    arsenal(where: {seasons: [$season]}) { pitches usage line { averageVelocityMph whiffRate } } } }`;
  type Kind = { pitches: number; usage: number; line: { averageVelocityMph: number; whiffRate: number } };
  const kinds: Kind[] = (await api(page, query, { id: player.mlbamId, season })).player.arsenal;
  const { content } = await download(page, arsenal.getByRole('button', { name: /as CSV/ }));
  const [head = [], ...rows] = parseCsv(content.toString('utf8'));
  expect(rows).toHaveLength(kinds.length);
  const by = (a: number[], b: number[]) => (a[0] ?? 0) - (b[0] ?? 0);
  const shown = rows.map((row) => ['pitches', 'usage', 'averageVelocityMph', 'whiffRate'].map((key) => Number(row[head.indexOf(key)])));
  const expected = kinds.map((kind) => [kind.pitches, kind.usage, kind.line.averageVelocityMph, kind.line.whiffRate ?? 0]);
  expect(shown.sort(by)).toEqual(expected.sort(by));
});

test('the movement plot has a point for each pitch whose movement was measured', async ({ page }) => {
  const player = await leader(page, 'pitching');
  const { season } = await latest(page);
  await page.goto(`/players/${player.mlbamId}?role=pitching`);
  const movement = page.getByRole('region', { name: 'Movement' }).first();
  await expect(async () => {
    await page.mouse.wheel(0, 500);
    await expect(movement).toBeVisible({ timeout: 500 });
  }).toPass();
  const { content } = await download(page, movement.getByRole('button', { name: /as CSV/ }));
  const query = `query($id: Int!, $season: Int!) { pitches(where: {pitcher: {mlbamId: $id}, seasons: [$season]}, first: 10000) {
    nodes { horizontalMovementInches verticalMovementInches } } }`;
  type Pitch = { horizontalMovementInches: number | null; verticalMovementInches: number | null };
  const { nodes } = (await api<{ pitches: { nodes: Pitch[] } }>(page, query, { id: player.mlbamId, season })).pitches;
  const measured = nodes.filter((pitch) => pitch.horizontalMovementInches !== null && pitch.verticalMovementInches !== null);
  const [head = [], ...rows] = parseCsv(content.toString('utf8'));
  const column = rows.map((row) => Number(row[head.indexOf('horizontalMovementInches')]));
  expect(column.sort((a, b) => a - b)).toEqual(measured.map((pitch) => pitch.horizontalMovementInches as number).sort((a, b) => a - b));
});
