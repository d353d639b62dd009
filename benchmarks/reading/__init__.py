"""What the reading of documents is developed and measured with.

`documents/` holds ten summaries in the template of the programme. **They are invented.** Cities and
most of the bodies in them exist; no meeting, proposal, figure or person in them is to be believed,
and nothing of them belongs into the portal. They are written as ten other hands might have written
them, so that a reader made for the five real ones is measured on what it has not seen. Those that
are `aside` are for measuring only: nobody looked at them until they had been measured once.

Beside what is printed, each has the truth: what somebody who reads with care would take from it.

- Texts stand exactly as printed, but for white space, marks of bullets and marks of emphasis.
- Headings are given for proposals only. A year over activities is one, too, and is not asked for.
- A position counts the bullets of its section, through all its headings; `3.1` is the first bullet
  under the third. A bullet that tells of two things has two entries with one position. A bullet
  below another has no date of its own (`dates_printed` is empty) and takes that of the other.
- `start` and `end` are months, or days where days are printed; `end` is null unless a second one is
  printed. The summer is June to August.
- Cities are those that the words name, in the order in which they do, also within the name of a
  body (“Yantai University” names Yantai) and in the heading over a proposal, under the name that
  the portal has for them.
- Organisations are as printed. A body that is only proposed is none, nor is the European Union
  where its name stands for Europe.
- A side has a number where its cell prints a single figure, of whichever of its cities; a second
  one of a wider area, in brackets, does not count.
- A label names one goal or topic. Where one label names two goals, each has an entry.
- `repeats` is the activity or pilot of the fixtures that the entry tells again; it is asked of
  whole bullets, not of those below another.
- Parts that the document leaves out are null.
"""
