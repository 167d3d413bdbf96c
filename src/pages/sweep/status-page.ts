import type { JobStatus, SweepStatus } from '../../sweep/sweep-status';
import { html } from '../report/html';
import { page } from '../report/page';
import { htmlTable } from '../report/tables';

/** Seconds between two looks of a page at its own file, while jobs are left. */
const REFRESH = 5;

/** The page's script: it looks again by itself until it is told not to, and then whenever it is told to. */
const LOOKING = `const look = () => location.reload();
let timer = setTimeout(look, ${1000 * REFRESH});
const button = document.getElementById('look');
button.addEventListener('click', () => {
  if (timer === undefined) return look();
  clearTimeout(timer);
  timer = undefined;
  button.textContent = 'Look again';
});`;

/** How far a sweep has come, as one file that needs no other and looks for itself until all jobs have ended. */
export function statusPage(status: SweepStatus, at: Date): string {
  const { scenario, jobs, count } = status;
  const title = `Sweep of ${scenario}: ${count.finished} of ${jobs.length} jobs`;
  const isOver = count.going + count.open + count.stopped === 0;
  const rows = jobs.map((job) => [job.about, job.state, shareOf(job), timeOf(job), whereOf(job)]);
  const summary = summaryOf(status);
  return page({
    title,
    ...(!isOver && { script: LOOKING }),
    content: html`<header>
<h1>${title}</h1>
<p>${summary.join('; ')}.</p>
<p class="note">As of ${at.toISOString().replace('T', ' ').slice(0, 19)} UTC.${isOver ? undefined : html` The page looks again every ${REFRESH} seconds, as long as <code>npx topdown sweep status --follow</code> writes it.`}</p>
${isOver ? undefined : html`<p><button type="button" id="look">Stop looking</button></p>`}
</header>
<main>
${htmlTable('Jobs', ['job', 'state', 'done', 'for', 'run; who runs it, or why it failed'], rows, () => false, { isRecords: true })}
</main>`,
  });
}

/** A sweep in a few phrases: jobs by their state, how fast, and how long yet. */
export function summaryOf({ jobs, count, perHour, secondsLeft }: SweepStatus): readonly string[] {
  const states: readonly JobStatus['state'][] = ['finished', 'going', 'stopped', 'failed', 'open'];
  const sums = states.filter((state) => count[state] > 0 || state === 'finished');
  return [
    `${jobs.length} jobs: ${sums.map((state) => `${count[state]} ${state}`).join(', ')}`,
    ...(perHour === undefined ? [] : [`${perHour.toFixed(perHour < 10 ? 1 : 0)} jobs per hour`]),
    ...(secondsLeft === undefined || secondsLeft === 0
      ? []
      : [`about ${duration(secondsLeft)} left if as many jobs run at a time as now`]),
  ];
}

/** How much of a job is done. */
export function shareOf({ done }: JobStatus): string {
  return `${Math.round(100 * done)} %`;
}

/** How long it has been since a job began, or took. */
export function timeOf({ seconds }: JobStatus): string {
  return seconds === undefined ? '' : duration(seconds);
}

function whereOf({ run = '', who, error }: JobStatus): string {
  return [run, who ?? error ?? ''].filter(Boolean).join(': ');
}

const [MINUTE, HOUR] = [60, 3600];

function duration(seconds: number): string {
  if (seconds < MINUTE) return `${Math.round(seconds)} s`;
  if (seconds < HOUR) return `${Math.round(seconds / MINUTE)} min`;
  return `${(seconds / HOUR).toFixed(1)} h`;
}
