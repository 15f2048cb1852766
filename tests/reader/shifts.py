"""Counts what jumps in a page, from its first frame on."""

# To be run before a page is: `window.allShifts()` is the sum of its layout shifts so far.
WATCH = """
window.shifts = 0;
const count = entries => entries.forEach(e => { window.shifts += e.value });
const observer = new PerformanceObserver(list => count(list.getEntries()));
observer.observe({ type: 'layout-shift', buffered: true });
window.allShifts = () => { count(observer.takeRecords()); return window.shifts };
"""
