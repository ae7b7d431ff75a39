"""The availability engine: which starts can be booked, and why the others cannot.

Pure Python: no Django, no clock, no settings. Time is counted in ticks of five
minutes; `now` is always an argument. Read the modules in this order: `ticks`, `ids`,
`bits`, `wall_clock`, `timetable`, `openings`, `fairness`, `deadlines`; then `clashes`
and `fitting`, by which changes of the schedule are checked.
"""
