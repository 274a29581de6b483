import { defineConfig, devices } from '@playwright/test';

// `scripts/test-web` starts the servers, finds a browser and says where they are.
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  // Two servers over two leagues are shared by all tests; whoever changes something says so in its name.
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: process.env.SCOREBOOK_URL,
    launchOptions: { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] },
    locale: 'en-US',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
  },
  projects: [{ name: 'desktop', use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 900 } } }],
});
