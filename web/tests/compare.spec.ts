// Players side by side, added by search, each over his own period.
import { api, expect, expectDrawn, latest, leader, test } from './fixture';

test('two players are added by search, moved and taken out, all in the URL', async ({ page }) => {
  const [batter, pitcher] = [await leader(page, 'batting'), await leader(page, 'pitching')];
  await page.goto('/compare');
  const add = page.getByRole('combobox', { name: 'Add a player' });
  for (const player of [batter, pitcher]) {
    await add.fill(player.name.full);
    await expect(page.getByRole('listbox').getByRole('option').first()).toContainText(player.name.full);
    await add.press('Enter');
    await expect(page).toHaveURL(new RegExp(`players=.*${player.mlbamId}`));
  }
  await page.getByRole('button', { name: `Move ${pitcher.name.full} to the left` }).click();
  await expect(page).toHaveURL(new RegExp(`players=${pitcher.mlbamId}(,|%2C)${batter.mlbamId}`));
  await page.getByRole('button', { name: `Take ${pitcher.name.full} out` }).click();
  await expect(page).toHaveURL(new RegExp(`players=${batter.mlbamId}$`));
});

test('one player in two periods has the numbers of each, and runs of games are drawn', async ({ page }) => {
  const { mlbamId } = await leader(page, 'batting');
  const { season, firstDate, lastDate } = await latest(page);
  const half = new Date((Date.parse(firstDate) + Date.parse(lastDate)) / 2).toISOString().slice(0, 10);
  await page.goto(`/compare?players=${mlbamId}:${season},${mlbamId}:${firstDate}..${half}`);
  const query = `query($id: Int!, $season: Int!, $from: Date!, $to: Date!) { player(by: {mlbamId: $id}) {
    all: batting(where: {seasons: [$season]}) { hits walks } part: batting(where: {from: $from, to: $to}) { hits walks } } }`;
  const { all, part } = (await api(page, query, { id: mlbamId, season, from: firstDate, to: half })).player;
  expect(all.hits).toBeGreaterThan(part.hits);
  const row = page.getByRole('main').locator('tbody tr').filter({ hasText: 'Hits' }).first();
  await expect(row).toContainText(String(all.hits));
  await expect(row).toContainText(String(part.hits));
  await expectDrawn(page.getByRole('main').getByRole('img').last(), { pixels: 2_000, colours: 3 });
});
