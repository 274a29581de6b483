// No data, not covered and failed look and read differently; the explorer stands beside the dashboard.
import { expect, leader, test } from './fixture';

test('an answer that fails says so, and trying again helps', async ({ page, watch }) => {
  watch.expected.push(/status of 500/);
  let isBroken = true;
  await page.route('**/graphql', async (route) => {
    if (!isBroken || !route.request().postData()?.includes('battingLeaders')) return route.fallback();
    const errors = [{ message: 'something broke', extensions: { code: 'INTERNAL', requestId: 'r-1' } }];
    return route.fulfill({ status: 500, contentType: 'application/json', body: JSON.stringify({ errors }) });
  });
  await page.goto('/leaders');
  const failed = page.getByRole('alert').filter({ hasText: 'This could not be loaded.' });
  await expect(failed).toContainText('Request r-1');
  isBroken = false;
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('main').locator('tbody tr').first()).toBeVisible();
});

test('a server that is gone and one that is busy are named', async ({ page, watch }) => {
  watch.expected.push(/ERR_FAILED|Failed to load resource|status of 429/);
  let isBusy = false;
  await page.route('**/graphql', (route) => {
    const errors = [{ message: 'slow down', extensions: { code: 'RATE_LIMITED' } }];
    return isBusy ? route.fulfill({ status: 429, contentType: 'application/json', body: JSON.stringify({ errors }) }) : route.abort();
  });
  await page.goto('/coverage');
  await expect(page.getByRole('alert').first()).toContainText('The server does not answer.');
  isBusy = true;
  await page.reload();
  await expect(page.getByRole('alert').first()).toContainText('Too much was asked in a short time');
});

test('nonsense in the URL falls back to what is usual', async ({ page }) => {
  const player = await leader(page, 'batting');
  await page.goto(`/players/${player.mlbamId}?period=junk&vs=BOTH&splits=NOTHING&role=umpire&games=constructor`);
  await expect(page.getByRole('region', { name: 'Line' }).getByRole('table')).toBeVisible();
  await page.goto('/players/999999999');
  await expect(page.getByText('There is no such player.')).toBeVisible();
  await page.goto('/leaders?stat=nothing&by=NOTHING&min=junk&of=nobody');
  await expect(page.getByRole('main').locator('tbody tr').first()).toBeVisible();
});

test('the explorer opens with its prepared queries', async ({ page }) => {
  await page.goto('/graphiql');
  await expect(page.getByRole('tab').first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByLabel('API key')).toBeVisible();
});
