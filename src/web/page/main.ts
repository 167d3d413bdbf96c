// The page's script: begins the page; where it cannot begin, says why in its place.

import { begin } from './begin';

const root = document.getElementById('page') as HTMLElement;
root.replaceChildren(); // that the page is loading
try {
  begin(root);
} catch (error) {
  const problem = document.createElement('p');
  problem.className = 'problem';
  problem.setAttribute('role', 'alert');
  problem.textContent = `The page cannot begin: ${(error as Error).message}.`;
  root.prepend(problem);
}
