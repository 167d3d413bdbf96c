// A clock that is a year ahead, for processes that load this first.
const { now } = Date;
Date.now = () => now() + 365 * 24 * 60 * 60 * 1000;
