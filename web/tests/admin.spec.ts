// Starting a crawl and watching it; a demo's upstream is its own league.
import { expect, latest, test } from './fixture';

const key = process.env.SCOREBOOK_ADMIN_KEY ?? '';

test('without a key the admin page leads to the form and back', async ({ page }) => {
  await page.goto('/admin');
  await expect(page.getByRole('button', { name: 'Start the crawl' })).toHaveCount(0);
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('API key').fill(key);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin$/);
  await expect(page.getByRole('button', { name: 'Start the crawl' })).toBeVisible();
});

test('a crawl is started, its progress is seen as it goes on, and it can be cancelled and tried again', async ({ page }) => {
  test.setTimeout(180_000);
  const { firstDate, lastDate } = await latest(page);
  await page.goto('/sign-in?back=/admin');
  await page.getByLabel('API key').fill(key);
  await page.keyboard.press('Enter');
  const form = page.getByRole('region', { name: 'Start a crawl' });
  await form.getByLabel('Source').selectOption('SAVANT');
  await form.getByLabel('Which days').selectOption('days');
  await form.getByLabel('From').fill(firstDate);
  await form.getByLabel('To', { exact: true }).fill(lastDate);
  await form.getByLabel('Load again what is loaded already').check();
  await expect(form.getByText('Copyright MLB Advanced Media')).toBeVisible();

  const frames: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))));
  await form.getByRole('button', { name: 'Start the crawl' }).click();
  await expect(page).toHaveURL(/run=/);
  const bar = page.getByRole('progressbar').first();
  await expect(bar).toBeVisible();
  await page.getByRole('button', { name: 'Cancel the run' }).click();
  await expect(page.getByText('Cancelled').first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Try again what failed' }).click();
  await expect(page.getByText('Succeeded').first()).toBeVisible({ timeout: 120_000 });
  // It came by itself, over the socket: several states of the same run.
  const states = frames.filter((frame) => frame.includes('tasksDone'));
  expect(states.length).toBeGreaterThan(2);
  await expect(page.getByText(/rows loaded/i).first()).toBeVisible();
});

test('a crawl that cannot be is refused in words', async ({ page }) => {
  await page.goto('/sign-in?back=/admin');
  await page.getByLabel('API key').fill(key);
  await page.keyboard.press('Enter');
  const form = page.getByRole('region', { name: 'Start a crawl' });
  await form.getByLabel('Source').selectOption('SAVANT');
  await form.getByRole('spinbutton', { name: 'Season' }).fill('1999');
  await form.getByRole('button', { name: 'Start the crawl' }).click();
  await expect(form.getByRole('alert').or(form.getByText('Refused:')).first()).toBeVisible();
});
