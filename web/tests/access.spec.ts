// Keys: what a closed server shows without one, signing in, and what stays hidden from scripts.
import { expect, test } from './fixture';

const closed = process.env.SCOREBOOK_CLOSED_URL ?? '';
const key = process.env.SCOREBOOK_ADMIN_KEY ?? '';
const refusal = /status of 401/;

test.use({ baseURL: closed });

test('a closed server asks for a key, refuses a wrong one and takes a right one', async ({ page, watch, context }) => {
  watch.expected.push(refusal);
  await page.goto('/leaders');
  await expect(page.getByRole('alert').first()).toContainText('An API key is needed.');
  await page.getByRole('alert').getByRole('link', { name: 'Sign in' }).first().click();
  await expect(page.getByText('This server answers with an API key only.')).toBeVisible();

  await page.getByLabel('API key').fill('sb_this-is-no-key');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('This key is not valid.')).toBeVisible();
  expect(await context.cookies()).toEqual([]);

  await page.getByLabel('API key').fill(key);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/leaders$/);
  await expect(page.getByRole('table').first()).toBeVisible();

  const [cookie, ...others] = await context.cookies();
  expect(others).toEqual([]);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  expect(cookie?.value).not.toContain(key);
  const seen = await page.evaluate(() => [document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)]);
  expect(seen.join()).not.toContain(key);
  expect(seen[0]).toBe('');

  // A new page is signed in by the cookie alone; signing out ends that.
  await page.goto('/coverage');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('Signed in as')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('alert').first()).toContainText('An API key is needed.');
  expect(await context.cookies()).toEqual([]);
});

test('the pages forbid everything from elsewhere and every inline script and style', async ({ page }) => {
  const policy = (await page.request.get('/')).headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("style-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

test('a link cannot lead elsewhere after signing in', async ({ page, watch }) => {
  watch.expected.push(refusal);
  await page.goto('/sign-in?back=//example.org/');
  await page.getByLabel('API key').fill(key);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Signed in as')).toBeVisible();
  expect(new URL(page.url()).origin).toBe(new URL(closed).origin);
});
