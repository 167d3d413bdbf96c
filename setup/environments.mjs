/** The Python environments that are made here: each a folder, from a pinned list of packages. */

/** What the tests read our files with: what we write must be read by others. */
export const TESTS = {
  folder: '.venv',
  requirements: 'test/python/requirements.txt',
  /** Where a person, or set-up to the command that it runs, names another Python. */
  variable: 'TOPDOWN_PYTHON',
  serves: 'the tests',
  without: 'tests that read our files in Python are skipped',
};

/** What runs the notebooks, and what those in Python import. */
export const NOTEBOOKS = {
  folder: '.venv-notebooks',
  requirements: 'notebooks/requirements.txt',
  variable: 'TOPDOWN_NOTEBOOKS_PYTHON',
  serves: 'the notebooks',
  without: 'notebooks are not run, and tests of them are skipped',
};
