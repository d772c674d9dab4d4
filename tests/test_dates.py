"""Temporal expressions in short sentences: the words, the day of the text, TIMEX3 value and days covered, and why.

Each row was written down from what a reader would say, before the rules were run on it. The days are
"first" or "first/last"; "" where no point in time is named; "-" where the words are no temporal expression.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import pytest

from dragoman.parse import parse
from dragoman.records import Document, Timex
from dragoman.resolve.dates import timexes

Row = tuple[str, str, str, str, str, str]

# text, published, words, value, days, why
PLAIN: list[Row] = [
    # ---------------------------------------------------------------- written in full
    ("The treaty was signed on 8 May 2014.", "2020-01-01", "8 May 2014", "2014-05-08", "2014-05-08", "day month year"),
    ("The treaty was signed on May 8, 2014.", "2020-01-01", "May 8, 2014", "2014-05-08", "2014-05-08", "month day, year"),
    ("The treaty was signed on May 8 2014.", "2020-01-01", "May 8 2014", "2014-05-08", "2014-05-08", "no comma"),
    ("The treaty was signed on 2014-05-08.", "2020-01-01", "2014-05-08", "2014-05-08", "2014-05-08", "ISO 8601"),
    ("The treaty was signed on 2014/05/08.", "2020-01-01", "2014/05/08", "2014-05-08", "2014-05-08", "year first"),
    ("The treaty was signed on 2014.5.8.", "2020-01-01", "2014.5.8", "2014-05-08", "2014-05-08", "year first, dots"),
    ("The treaty was signed on 08.05.2014.", "2020-01-01", "08.05.2014", "2014-05-08", "2014-05-08", "European order"),
    ("The treaty was signed on 25/12/2013.", "2020-01-01", "25/12/2013", "2013-12-25", "2013-12-25", "25 is no month"),
    ("The treaty was signed on 12/25/2013.", "2020-01-01", "12/25/2013", "2013-12-25", "2013-12-25", "25 is no month"),
    ("The treaty was signed on the 8th of May 2014.", "2020-01-01", "8th of May 2014", "2014-05-08", "2014-05-08", "ordinal"),
    ("The treaty was signed on May 8th, 2014.", "2020-01-01", "May 8th, 2014", "2014-05-08", "2014-05-08", "ordinal"),
    ("The treaty was signed on Dec. 3, 1995.", "2020-01-01", "Dec. 3, 1995", "1995-12-03", "1995-12-03", "abbreviated"),
    ("The treaty was signed on Sept 9, 1993.", "2020-01-01", "Sept 9, 1993", "1993-09-09", "1993-09-09", "abbreviated"),
    ("The treaty was signed on 3 Dec 1995.", "2020-01-01", "3 Dec 1995", "1995-12-03", "1995-12-03", "abbreviated"),
    ("The treaty was signed on Thursday, 8 May 2014.", "2020-01-01", "8 May 2014", "2014-05-08", "2014-05-08", "weekday"),
    ("The treaty was signed on Thursday, May 8, 2014.", "2020-01-01", "May 8, 2014", "2014-05-08", "2014-05-08", "weekday"),
    ("The treaty was signed on 8-May-2014.", "2020-01-01", "8-May-2014", "2014-05-08", "2014-05-08", "hyphens"),
    ("The war began in May 2014.", "2020-01-01", "May 2014", "2014-05", "2014-05-01/2014-05-31", "month and year"),
    ("The war began in May of 2014.", "2020-01-01", "May of 2014", "2014-05", "2014-05-01/2014-05-31", "month of year"),
    ("The war began in February 2012.", "2020-01-01", "February 2012", "2012-02", "2012-02-01/2012-02-29", "leap year"),
    ("The war began in 1995.", "2020-01-01", "1995", "1995", "1995-01-01/1995-12-31", "a year"),
    ("The war lasted until 1918.", "2020-01-01", "1918", "1918", "1918-01-01/1918-12-31", "a year"),
    ("The rebels have fought since 1975.", "2020-01-01", "1975", "1975", "1975-01-01/1975-12-31", "a year"),
    ("The two states signed the 1991 agreement in Oslo.", "2020-01-01", "1991", "1991", "1991-01-01/1991-12-31", "modifier"),
    ("The 1999 elections were rigged.", "2020-01-01", "1999", "1999", "1999-01-01/1999-12-31", "plural noun, yet a year"),
    ("Trade grew in the 1990s.", "2020-01-01", "1990s", "199", "1990-01-01/1999-12-31", "decade"),
    ("Borders were drawn in the 19th century.", "2020-01-01", "19th century", "18", "1800-01-01/1899-12-31", "century"),
    ("Exports fell in the first quarter of 2009.", "2020-01-01", "first quarter of 2009", "2009-Q1", "2009-01-01/2009-03-31", "quarter"),
    ("Exports fell in the fourth quarter of 2009.", "2020-01-01", "fourth quarter of 2009", "2009-Q4", "2009-10-01/2009-12-31", "quarter"),
    ("Exports fell in Q3 2010.", "2020-01-01", "Q3 2010", "2010-Q3", "2010-07-01/2010-09-30", "quarter"),
    ("Exports fell in the second half of 2009.", "2020-01-01", "second half of 2009", "2009-H2", "2009-07-01/2009-12-31", "half"),
    ("The offensive came in the spring of 2004.", "2020-01-01", "spring of 2004", "2004-SP", "2004-03-01/2004-05-31", "season"),
    ("The offensive came in summer 2004.", "2020-01-01", "summer 2004", "2004-SU", "2004-06-01/2004-08-31", "season"),
    ("The budget for fiscal 2010 was cut.", "2009-05-05", "fiscal 2010", "FY2010", "", "its first day is not told"),
    ("The budget for fiscal year 2010 was cut.", "2009-05-05", "fiscal year 2010", "FY2010", "", "its first day is not told"),
    ("Troops entered the city on the night of June 3, 2009.", "2020-01-01", "June 3, 2009", "2009-06-03TNI", "2009-06-03", "part of day"),
    ("The summit ran from 1914-18.", "2020-01-01", "1914-18", "1914/1918", "1914-01-01/1918-12-31", "years as a range"),
    ("The mission of 2014-2016 failed.", "2020-01-01", "2014-2016", "2014/2016", "2014-01-01/2016-12-31", "years as a range"),
    # ---------------------------------------------------------------- relative to publication
    ("The envoy left today.", "2021-01-08", "today", "2021-01-08", "2021-01-08", "the day of publication"),
    ("The envoy left yesterday.", "2021-01-08", "yesterday", "2021-01-07", "2021-01-07", "one day back"),
    ("The envoy will leave tomorrow.", "2020-12-31", "tomorrow", "2021-01-01", "2021-01-01", "over the turn of the year"),
    ("The envoy left the day before yesterday.", "2021-01-01", "the day before yesterday", "2020-12-30", "2020-12-30", "two days back"),
    ("The envoy will leave the day after tomorrow.", "2021-01-08", "the day after tomorrow", "2021-01-10", "2021-01-10", "two days on"),
    ("The envoy will speak tonight.", "2021-01-08", "tonight", "2021-01-08TNI", "2021-01-08", "night of publication"),
    ("The envoy spoke this morning.", "2021-01-08", "this morning", "2021-01-08TMO", "2021-01-08", "part of day"),
    ("The envoy spoke this afternoon.", "2021-01-08", "this afternoon", "2021-01-08TAF", "2021-01-08", "part of day"),
    ("Shells fell on the town last night.", "2021-01-08", "last night", "2021-01-07TNI", "2021-01-07", "the night before"),
    ("The envoy left yesterday morning.", "2021-01-08", "yesterday morning", "2021-01-07TMO", "2021-01-07", "part of day"),
    ("The talks ended last week.", "2021-01-08", "last week", "2020-W53", "2020-12-28/2021-01-03", "ISO week 53"),
    ("The talks will end next week.", "2021-01-08", "next week", "2021-W02", "2021-01-11/2021-01-17", "ISO week"),
    ("The talks ended this week.", "2014-05-08", "this week", "2014-W19", "2014-05-05/2014-05-11", "ISO week"),
    ("The talks ended last month.", "2021-01-08", "last month", "2020-12", "2020-12-01/2020-12-31", "over the year"),
    ("The talks will end next month.", "2020-12-08", "next month", "2021-01", "2021-01-01/2021-01-31", "over the year"),
    ("The talks ended last year.", "2021-01-08", "last year", "2020", "2020-01-01/2020-12-31", "year before"),
    ("The talks will end next year.", "2021-01-08", "next year", "2022", "2022-01-01/2022-12-31", "year after"),
    ("The talks ended this year.", "2021-01-08", "this year", "2021", "2021-01-01/2021-12-31", "year of publication"),
    ("The talks ended last quarter.", "2021-01-08", "last quarter", "2020-Q4", "2020-10-01/2020-12-31", "quarter before"),
    ("The envoy left two days ago.", "2021-01-08", "two days ago", "2021-01-06", "2021-01-06", "counted back"),
    ("The envoy left 10 days ago.", "2021-01-08", "10 days ago", "2020-12-29", "2020-12-29", "counted back"),
    ("The envoy left two weeks ago.", "1999-06-03", "two weeks ago", "1999-W20", "1999-05-17/1999-05-23", "the week it lies in"),
    ("The envoy left three months ago.", "2021-01-08", "three months ago", "2020-10", "2020-10-01/2020-10-31", "month"),
    ("The envoy left five years ago.", "2021-01-08", "five years ago", "2016", "2016-01-01/2016-12-31", "year"),
    ("The envoy left a year ago.", "2021-01-08", "a year ago", "2020", "2020-01-01/2020-12-31", "year"),
    ("The envoy will return in three days.", "2021-01-08", "three days", "2021-01-11", "2021-01-11", "counted on"),
    ("The envoy will return in two years.", "2021-01-08", "two years", "2023", "2023-01-01/2023-12-31", "counted on"),
    ("The envoy will return two weeks from now.", "2021-01-08", "two weeks from now", "2021-W03", "2021-01-18/2021-01-24", "counted on"),
    # ---------------------------------------------------------------- weekdays
    ("The ministers met on Thursday.", "2021-01-08", "Thursday", "2021-01-07", "2021-01-07", "past: the last one"),
    ("The ministers met on Monday.", "2021-01-08", "Monday", "2021-01-04", "2021-01-04", "past: the last one"),
    ("The ministers will meet on Monday.", "2021-01-08", "Monday", "2021-01-11", "2021-01-11", "will: the coming one"),
    ("The ministers met on Friday.", "2021-01-08", "Friday", "2021-01-08", "2021-01-08", "the day of publication itself"),
    ("The ministers met Saturday.", "2021-01-08", "Saturday", "2021-01-02", "2021-01-02", "no preposition"),
    ("The ministers met on Monday evening.", "2008-10-07", "Monday evening", "2008-10-06TEV", "2008-10-06", "part of day"),
    ("The ministers met on Sunday night.", "2000-06-27", "Sunday night", "2000-06-25TNI", "2000-06-25", "part of day"),
    ("The ministers met early on Tuesday.", "2021-01-08", "Tuesday", "2021-01-05", "2021-01-05", "early on it"),
    ("The ministers met late Tuesday.", "2021-01-08", "Tuesday", "2021-01-05", "2021-01-05", "late on it"),
    ("The ministers will meet next Tuesday.", "2021-01-08", "next Tuesday", "2021-01-12", "2021-01-12", "next week's"),
    ("The ministers met last Tuesday.", "2021-01-08", "last Tuesday", "2021-01-05", "2021-01-05", "the last before"),
    ("The ministers will meet this coming Sunday.", "2021-01-08", "this coming Sunday", "2021-01-10", "2021-01-10", "the first after"),
    ("The ministers met on Tuesday last week.", "2021-01-08", "Tuesday last week", "2020-12-29", "2020-12-29", "last week's"),
    ("The ministers will meet on Tuesday next week.", "2021-01-08", "Tuesday next week", "2021-01-12", "2021-01-12", "next week's"),
    # ---------------------------------------------------------------- durations, sets, ages
    ("The siege lasted two days.", "2021-01-08", "two days", "P2D", "", "how long"),
    ("The siege lasted 48 hours.", "2021-01-08", "48 hours", "PT48H", "", "hours take a T"),
    ("The siege lasted thirty minutes.", "2021-01-08", "thirty minutes", "PT30M", "", "minutes take a T"),
    ("The siege lasted six months.", "2021-01-08", "six months", "P6M", "", "how long"),
    ("The siege lasted twenty-five years.", "2021-01-08", "twenty-five years", "P25Y", "", "how long"),
    ("The siege lasted three weeks.", "2021-01-08", "three weeks", "P3W", "", "how long"),
    ("The siege lasted several weeks.", "2021-01-08", "several weeks", "PXW", "", "not told exactly"),
    ("The siege lasted a few days.", "2021-01-08", "a few days", "PXD", "", "not told exactly"),
    ("The court jailed him for seven years.", "2021-01-08", "seven years", "P7Y", "", "how long"),
    ("The seven-year blockade was lifted.", "2021-01-08", "seven-year", "P7Y", "", "modifier"),
    ("The decades-long dispute was settled.", "2021-01-08", "decades-long", "PXY", "", "decades counted in years"),
    ("They ended two decades of war.", "2021-01-08", "two decades", "P20Y", "", "decades counted in years"),
    ("A 19-year-old student was arrested.", "2021-01-08", "19-year-old", "P19Y", "", "an age"),
    ("The leader is 62 years old.", "2021-01-08", "62 years old", "P62Y", "", "an age"),
    ("The group holds an annual summit.", "2021-01-08", "annual", "P1Y", "", "a set"),
    ("The envoys meet every week.", "2021-01-08", "every week", "P1W", "", "a set"),
    ("The envoys meet every Monday.", "2021-01-08", "every Monday", "XXXX-WXX-1", "", "a set"),
    ("The envoys meet each year.", "2021-01-08", "each year", "P1Y", "", "a set"),
    ("The envoys hold daily briefings.", "2021-01-08", "daily", "P1D", "", "a set"),
    ("The envoys meet twice a year.", "2021-01-08", "twice a year", "P1Y", "", "a set"),
    ("The envoys meet every two years.", "2021-01-08", "every two years", "P2Y", "", "a set"),
    ("The envoys meet monthly.", "2021-01-08", "monthly", "P1M", "", "a set"),
    # ---------------------------------------------------------------- vague references
    ("The border is now closed.", "2021-01-08", "now", "PRESENT_REF", "2021-01-08", "the time of the text"),
    ("The border is currently closed.", "2021-01-08", "currently", "PRESENT_REF", "2021-01-08", "the time of the text"),
    ("The army recently moved north.", "2021-01-08", "recently", "PAST_REF", "", "no exact day"),
    ("The minister resigned the other day.", "2021-01-08", "the other day", "PAST_REF", "", "no exact day"),
    ("The minister will resign soon.", "2021-01-08", "soon", "FUTURE_REF", "", "no exact day"),
    ("Talks may resume in the near future.", "2021-01-08", "in the near future", "FUTURE_REF", "", "no exact day"),
    # ---------------------------------------------------------------- holidays
    ("Shelling went on through Christmas Day.", "2021-01-08", "Christmas Day", "2020-12-25", "2020-12-25", "the latest"),
    ("The truce was signed on Good Friday 1998.", "2021-01-08", "Good Friday 1998", "1998-04-10", "1998-04-10", "two days before Easter"),
    ("The truce was signed on Easter Sunday 2010.", "2021-01-08", "Easter Sunday 2010", "2010-04-04", "2010-04-04", "computed"),
    ("The truce was signed on New Year's Eve.", "2021-01-08", "New Year's Eve", "2020-12-31", "2020-12-31", "the latest"),
    # ---------------------------------------------------------------- no temporal expressions
    ("The rebels killed 1900 people.", "2021-01-08", "1900", "-", "", "a count"),
    ("Resolution 1973 allowed a no-fly zone.", "2021-01-08", "1973", "-", "", "a label"),
    ("They may march on the capital.", "2021-01-08", "may", "-", "", "a verb"),
    ("The second secretary was expelled.", "2021-01-08", "second", "-", "", "a rank"),
    ("Protesters marched against the fall of the cabinet.", "2021-01-08", "fall", "-", "", "no season"),
    ("The loan was worth $2010.", "2021-01-08", "2010", "-", "", "an amount"),
    ("The price rose by 1.5 percent to 20.30 euros.", "2021-01-08", "20.30", "-", "", "an amount"),
]

HARD: list[Row] = [
    # ---------------------------------------------------------------- partial dates, completed as a reader does
    ("Both sides signed the deal on February 29.", "2021-01-08", "February 29", "2020-02-29", "2020-02-29", "the latest leap day"),
    ("The February 29 deal has held.", "2021-01-08", "February 29", "2020-02-29", "2020-02-29", "modifier, spoken of as past"),
    ("The army shelled the town on December 30.", "2021-01-08", "December 30", "2020-12-30", "2020-12-30", "past: last year's"),
    ("The king arrived on January 6.", "2021-01-08", "January 6", "2021-01-06", "2021-01-06", "past: this year's"),
    ("The king will arrive on January 20.", "2021-01-08", "January 20", "2021-01-20", "2021-01-20", "will: this year's"),
    ("The king will arrive on 3 January.", "2020-12-28", "3 January", "2021-01-03", "2021-01-03", "will: next year's"),
    ("The king arrived on November 30.", "2021-01-08", "November 30", "2020-11-30", "2020-11-30", "past"),
    ("The vote is scheduled for March 3.", "2021-01-08", "March 3", "2021-03-03", "2021-03-03", "scheduled for"),
    ("The vote has been postponed until October 5.", "2018-11-05", "October 5", "2019-10-05", "2019-10-05", "postponed until: to come"),
    ("The court gave the firm until 1 February to pay.", "2021-01-08", "1 February", "2021-02-01", "2021-02-01", "until a day to come"),
    ("They agreed to withdraw by March 31.", "2021-01-08", "March 31", "2021-03-31", "2021-03-31", "an infinitive looks ahead"),
    ("They plan to withdraw by December 1.", "2020-12-20", "December 1", "2021-12-01", "2021-12-01", "plan: to come"),
    ("Denmark lent the country money in May.", "2008-10-07", "May", "2008-05", "2008-05-01/2008-05-31", "past: this year's"),
    ("Denmark lent the country money in November.", "2008-10-07", "November", "2007-11", "2007-11-01/2007-11-30", "past: last year's"),
    ("Denmark will lend the country money in November.", "2008-10-07", "November", "2008-11", "2008-11-01/2008-11-30", "will"),
    ("Denmark will lend the country money in May.", "2008-10-07", "May", "2009-05", "2009-05-01/2009-05-31", "will: next year's"),
    ("The rebels declared a blockade last August.", "2005-02-13", "last August", "2004-08", "2004-08-01/2004-08-31", "the latest"),
    ("The rebels declared a blockade last January.", "2005-02-13", "last January", "2005-01", "2005-01-01/2005-01-31", "the latest before"),
    ("The league will meet next June.", "2021-01-08", "next June", "2021-06", "2021-06-01/2021-06-30", "the first to come"),
    ("The league met this March.", "2021-06-08", "this March", "2021-03", "2021-03-01/2021-03-31", "this year's"),
    ("The rains came in mid-January.", "2021-03-08", "mid-January", "2021-01", "2021-01-11/2021-01-21", "the middle third"),
    ("The rains came in late May.", "2021-06-08", "late May", "2021-05", "2021-05-22/2021-05-31", "the last third"),
    ("The junta fell in early 2010.", "2021-06-08", "early 2010", "2010", "2010-01-01/2010-04-30", "the first third"),
    ("The junta fell late last year.", "2010-06-16", "late last year", "2009", "2009-09-01/2009-12-31", "the last third"),
    ("The plant will open in mid-2011.", "2010-06-16", "mid-2011", "2011", "2011-05-01/2011-08-31", "the middle third"),
    ("The junta ruled in the late 1980s.", "2010-06-16", "late 1980s", "198", "1987-01-01/1989-12-31", "the last third"),
    ("The ban was lifted in September last year.", "2010-06-16", "September last year", "2009-09", "2009-09-01/2009-09-30", "year before"),
    ("The ban was lifted in January of this year.", "2010-06-16", "January of this year", "2010-01", "2010-01-01/2010-01-31", "this year"),
    ("The ban was lifted on June 3 last year.", "2010-06-16", "June 3 last year", "2009-06-03", "2009-06-03", "year before"),
    ("They signed on Thursday, January 7.", "2021-01-08", "January 7", "2021-01-07", "2021-01-07", "the weekday fits"),
    ("They will sign on Thursday, January 7.", "2020-12-30", "January 7", "2021-01-07", "2021-01-07", "the weekday fits"),
    ("They signed on Tuesday, 29 December.", "2021-01-08", "29 December", "2020-12-29", "2020-12-29", "the weekday fits"),
    ("OSLO, Oct 7 - Norway has asked for help.", "2008-10-07", "Oct 7", "2008-10-07", "2008-10-07", "day of filing"),
    ("He was arrested on the 15th of March.", "2010-06-16", "15th of March", "2010-03-15", "2010-03-15", "past"),
    ("He was arrested on the 15th.", "2010-06-16", "the 15th", "2010-06-15", "2010-06-15", "this month's"),
    ("He was arrested on the 20th.", "2010-06-16", "the 20th", "2010-05-20", "2010-05-20", "past: last month's"),
    ("He will be tried on the 20th.", "2010-06-16", "the 20th", "2010-06-20", "2010-06-20", "will: this month's"),
    ("He was arrested on the first of March.", "2010-06-16", "first of March", "2010-03-01", "2010-03-01", "ordinal in words"),
    ("Talks were held from 3 to 5 May.", "2014-05-08", "3 to 5 May", "2014-05-03/2014-05-05", "2014-05-03/2014-05-05", "a span of days"),
    ("Talks were held on May 3-5.", "2014-05-08", "May 3-5", "2014-05-03/2014-05-05", "2014-05-03/2014-05-05", "a span of days"),
    ("Talks will be held on 9-11 June 2014.", "2014-05-08", "9-11 June 2014", "2014-06-09/2014-06-11", "2014-06-09/2014-06-11", "a span of days"),
    ("He invited both sides to a round of talks on July 19.", "2000-06-27", "July 19", "2000-07-19", "2000-07-19", "near to come, on a noun"),
    ("The September 11 attacks changed the law.", "2003-03-19", "September 11", "2002-09-11", "2002-09-11", "grammar alone gives the latest"),
    ("The 9/11 attacks changed the law.", "2003-03-19", "9/11", "2001-09-11", "2001-09-11", "a name of one day"),
    ("The treaty was signed on 05/08/2014.", "2014-05-12", "05/08/2014", "2014-05-08", "2014-05-08", "only one order is near"),
    ("The treaty was signed on 05/08/2014.", "2020-01-01", "05/08/2014", "2014-XX-XX", "", "both orders are possible"),
    ("The treaty was signed on 05/05/2014.", "2020-01-01", "05/05/2014", "2014-05-05", "2014-05-05", "both orders agree"),
    ("The treaty was signed on 08.05.14.", "2020-01-01", "08.05.14", "2014-05-08", "2014-05-08", "two-figure year"),
    # ---------------------------------------------------------------- tense
    ("The ministers are to meet on Wednesday.", "2021-01-08", "Wednesday", "2021-01-13", "2021-01-13", "are to"),
    ("The envoy is expected to travel north on Tuesday.", "2002-03-10", "Tuesday", "2002-03-12", "2002-03-12", "expected to"),
    ("Its youth wing plans a march on Friday.", "2002-03-10", "Friday", "2002-03-15", "2002-03-15", "plans"),
    ("The ministry said the ambassador would leave on Sunday.", "2021-01-08", "Sunday", "2021-01-10", "2021-01-10", "would"),
    ("The ministry said on Wednesday that the ambassador would leave.", "2021-01-08", "Wednesday", "2021-01-06", "2021-01-06", "said: past"),
    ("Germany and Latvia meet in Riga on Wednesday.", "2021-01-08", "Wednesday", "2021-01-13", "2021-01-13", "present for a day to come"),
    ("The president is meeting the envoys on Monday.", "2021-01-08", "Monday", "2021-01-11", "2021-01-11", "present for a day to come"),
    ("The summit opens on Tuesday.", "2021-01-08", "Tuesday", "2021-01-12", "2021-01-12", "present for a day to come"),
    ("Thursday's talks were cut short.", "2021-01-08", "Thursday", "2021-01-07", "2021-01-07", "possessive, past"),
    ("He failed to appear on Monday.", "2021-01-08", "Monday", "2021-01-04", "2021-01-04", "failed to: past"),
    ("He had telephoned his colleague on Monday.", "2021-01-08", "Monday", "2021-01-04", "2021-01-04", "past perfect"),
    ("The rebels have until Friday to lay down arms.", "2021-01-04", "Friday", "2021-01-08", "2021-01-08", "have until"),
    ("The rebels gave the army until Friday to leave.", "2021-01-04", "Friday", "2021-01-08", "2021-01-08", "gave until"),
    ("Elections have been called for Sunday.", "2021-01-08", "Sunday", "2021-01-10", "2021-01-10", "called for a day"),
    ("The hearing was adjourned until Monday.", "2021-01-08", "Monday", "2021-01-11", "2021-01-11", "adjourned until"),
    ("The soldiers, captured on Tuesday, were freed.", "2021-01-08", "Tuesday", "2021-01-05", "2021-01-05", "participle"),
    ("He may travel to Cairo on Sunday.", "2021-01-08", "Sunday", "2021-01-10", "2021-01-10", "may"),
    ("He may have travelled to Cairo on Sunday.", "2021-01-08", "Sunday", "2021-01-03", "2021-01-03", "may have: past"),
    ("He began to withdraw troops on Sunday.", "2021-01-08", "Sunday", "2021-01-03", "2021-01-03", "began to: past"),
    ("They agreed to withdraw troops on Sunday.", "2021-01-08", "Sunday", "2021-01-10", "2021-01-10", "agreed to: ahead"),
    ("The union called a strike for next Thursday.", "2021-01-08", "next Thursday", "2021-01-14", "2021-01-14", "next"),
    ("The union will strike this Sunday.", "2021-01-08", "this Sunday", "2021-01-10", "2021-01-10", "this, ahead"),
    ("He was shot this past Sunday.", "2021-01-08", "this past Sunday", "2021-01-03", "2021-01-03", "this past"),
    ("He was shot last Thursday.", "2021-01-08", "last Thursday", "2020-12-31", "2020-12-31", "of yesterday one says yesterday"),
    ("Police will question him on Friday.", "2021-01-08", "Friday", "2021-01-08", "2021-01-08", "the day of publication"),
    ("The talks on Monday ended without result.", "2021-01-08", "Monday", "2021-01-04", "2021-01-04", "past verb over a noun"),
    ("The talks planned for Monday were called off.", "2021-01-08", "Monday", "2021-01-11", "2021-01-11", "planned for"),
    ("Ahead of Monday's vote, police sealed off the square.", "2021-01-08", "Monday", "2021-01-11", "2021-01-11", "ahead of"),
    # ---------------------------------------------------------------- counted from another date of the text
    ("The army attacked on 3 March 1998. Two days later it withdrew.", "2021-01-08", "Two days later", "1998-03-05", "1998-03-05", "from the date before"),
    ("The army attacked on 3 March 1998. It withdrew the same day.", "2021-01-08", "the same day", "1998-03-03", "1998-03-03", "the date before"),
    ("The army attacked on 3 March 1998. It withdrew the following week.", "2021-01-08", "the following week", "1998-W11", "1998-03-09/1998-03-15", "after the date before"),
    ("The army attacked on 3 March 1998. It withdrew the next day.", "2021-01-08", "the next day", "1998-03-04", "1998-03-04", "after the date before"),
    ("The army attacked on 3 March 1998. It had mobilised a week earlier.", "2021-01-08", "a week earlier", "1998-W09", "1998-02-23/1998-03-01", "before the date before"),
    ("The army attacked on 3 March 1998. It had mobilised the previous month.", "2021-01-08", "the previous month", "1998-02", "1998-02-01/1998-02-28", "before"),
    ("The army attacked in 1998. It withdrew two years later.", "2021-01-08", "two years later", "2000", "2000-01-01/2000-12-31", "from the year before"),
    ("The army attacked in 1998. It withdrew the following year.", "2021-01-08", "the following year", "1999", "1999-01-01/1999-12-31", "from the year before"),
    ("The army attacked in 1998. Later that year it withdrew.", "2021-01-08", "that year", "1998", "1998-01-01/1998-12-31", "the year before"),
    ("The rebels declared a blockade last August and lifted it a week later.", "2005-02-13", "a week later", "2004-08/2004-09", "2004-08-08/2004-09-07", "a week after some day of a month"),
    ("Leaders met on Monday. The day before, ministers had met.", "2021-01-08", "The day before", "2021-01-03", "2021-01-03", "before the date before"),
    ("Leaders met in June 2010 and again a month later.", "2021-01-08", "a month later", "2010-07", "2010-07-01/2010-07-31", "month after month"),
    ("Leaders met on 5 May 1992. On the following Tuesday they met again.", "2021-01-08", "following Tuesday", "1992-05-12", "1992-05-12", "the next such day"),
    ("He was elected in 1989 and resigned three years later.", "2021-01-08", "three years later", "1992", "1992-01-01/1992-12-31", "same sentence"),
    # ---------------------------------------------------------------- spans beside publication
    ("The army has lost ground in the past three years.", "2021-01-08", "the past three years", "P3Y", "2018-01-08/2021-01-08", "ends with the text"),
    ("The army has lost ground over the last six months.", "2021-01-08", "the last six months", "P6M", "2020-07-08/2021-01-08", "ends with the text"),
    ("The change will come within the next six months.", "2008-01-09", "the next six months", "P6M", "2008-01-09/2008-07-09", "begins with the text"),
    ("The troops will leave within three days.", "2021-01-08", "three days", "P3D", "2021-01-08/2021-01-11", "begins with the text"),
    ("Sales fell in the past decade.", "2011-01-17", "past decade", "P10Y", "2001-01-17/2011-01-17", "ends with the text"),
    ("Prices fell over the past few weeks.", "2021-01-08", "past few weeks", "PXW", "", "not told exactly"),
    ("Violence has grown in recent years.", "2021-01-08", "recent years", "PAST_REF", "", "not told exactly"),
    ("They will release the captives by the end of the month.", "2002-03-10", "the end of the month", "2002-03", "2002-03-22/2002-03-31", "its last third"),
    ("They will release the captives by the end of the year.", "2002-03-10", "the end of the year", "2002", "2002-09-01/2002-12-31", "its last third"),
    ("The king was crowned at the end of May.", "2002-06-10", "the end of May", "2002-05", "2002-05-22/2002-05-31", "its last third"),
    ("He was released earlier this week.", "2014-05-08", "this week", "2014-W19", "2014-05-05/2014-05-08", "the part gone"),
    ("The court will rule later this month.", "2014-05-08", "this month", "2014-05", "2014-05-08/2014-05-31", "the part left"),
    ("The strike went on over the weekend.", "2018-11-05", "the weekend", "2018-W44-WE", "2018-11-03/2018-11-04", "the one gone"),
    ("The strike will go on this weekend.", "2014-05-08", "this weekend", "2014-W19-WE", "2014-05-10/2014-05-11", "the one to come"),
    ("They met last weekend.", "2014-05-08", "last weekend", "2014-W18-WE", "2014-05-03/2014-05-04", "the one gone"),
    ("Exports rose in the first quarter.", "2021-04-20", "the first quarter", "2021-Q1", "2021-01-01/2021-03-31", "this year's"),
    ("Exports rose in the fourth quarter.", "2021-01-20", "the fourth quarter", "2020-Q4", "2020-10-01/2020-12-31", "last year's: this one's is to come"),
    ("Talks broke down last summer.", "2021-01-08", "last summer", "2020-SU", "2020-06-01/2020-08-31", "the latest"),
    ("Talks will resume this autumn.", "2021-01-08", "this autumn", "2021-FA", "2021-09-01/2021-11-30", "this year's"),
    ("Fighting flared last winter.", "2021-06-08", "last winter", "2020-WI", "2020-12-01/2021-02-28", "over the turn of the year"),
    # ---------------------------------------------------------------- clock and parts of the day
    ("The bomb went off at 10:30 a.m. on Thursday.", "2021-01-08", "10:30 a.m.", "2021-01-07T10:30", "2021-01-07", "on the day told"),
    ("On Thursday the bomb went off at 9 p.m. near a market.", "2021-01-08", "9 p.m.", "2021-01-07T21:00", "2021-01-07", "on the day told"),
    ("The curfew began at 2200 GMT.", "2021-01-08", "2200 GMT", "2021-01-08T22:00", "2021-01-08", "on the day of the text"),
    ("The curfew began at 18:45.", "2021-01-08", "18:45", "2021-01-08T18:45", "2021-01-08", "on the day of the text"),
    ("He met the mayor on Wednesday. They parted in the afternoon.", "2021-01-08", "the afternoon", "2021-01-06TAF", "2021-01-06", "the day told before"),
    ("Police cleared the square at dawn.", "2021-01-08", "dawn", "2021-01-08TMO", "2021-01-08", "the day of the text"),
    ("Rockets fell overnight.", "2021-01-08", "overnight", "2021-01-07TNI", "2021-01-07", "the night before"),
    ("The council will vote tomorrow evening.", "2014-01-22", "tomorrow evening", "2014-01-23TEV", "2014-01-23", "part of day"),
    # ---------------------------------------------------------------- impossible and undated
    ("The paper says they met on 31 February.", "2021-01-08", "31 February", "XXXX-XX-XX", "", "no such day"),
    ("The paper says they met on 29 February 2019.", "2021-01-08", "29 February 2019", "XXXX-XX-XX", "", "no such day"),
    ("The paper says they met on April 31, 2004.", "2021-01-08", "April 31, 2004", "XXXX-XX-XX", "", "no such day"),
    ("The ministers met on Thursday.", "", "Thursday", "XXXX-WXX-4", "", "no day of publication"),
    ("The ministers met yesterday.", "", "yesterday", "XXXX-XX-XX", "", "no day of publication"),
    ("The ministers met last week.", "", "last week", "XXXX-WXX", "", "no day of publication"),
    ("The ministers met last month.", "", "last month", "XXXX-XX", "", "no day of publication"),
    ("The ministers met last year.", "", "last year", "XXXX", "", "no day of publication"),
    ("The ministers met on May 8.", "", "May 8", "XXXX-05-08", "", "no day of publication"),
    ("The ministers met in May.", "", "May", "XXXX-05", "", "no day of publication"),
    ("The ministers met in 1995.", "", "1995", "1995", "1995-01-01/1995-12-31", "needs none"),
    ("The ministers met on 5 May 1995. Two days later they signed.", "", "Two days later", "1995-05-07", "1995-05-07", "from the date before"),
    # ---------------------------------------------------------------- no dates, and near misses
    ("Aid of $3 million a year will stop.", "2021-01-08", "a year", "P1Y", "", "so much each year"),
    ("Premier Anna May rejected the plan.", "2021-01-08", "May", "-", "", "a surname"),
    ("The long March to the coast was banned.", "2021-01-08", "March", "-", "", "a march"),
    ("Some 2000 soldiers crossed the river.", "2021-01-08", "2000", "-", "", "a count"),
    ("About 1,995 tonnes of wheat arrived.", "2021-01-08", "995", "-", "", "a count"),
    ("Flight 2014 was hijacked.", "2021-01-08", "2014", "-", "", "a label"),
    ("A march on the palace was banned.", "2021-01-08", "march", "-", "", "a march"),
    ("The Daily Courier reported the deal.", "2021-01-08", "Daily", "-", "", "a name"),
    ("The bank fell by half.", "2021-01-08", "half", "-", "", "no half-year"),
    ("He sat in the second row.", "2021-01-08", "second", "-", "", "no time"),
    ("The party won 51 seats and sat down.", "2021-01-08", "sat", "-", "", "a verb"),
    ("Two-thirds of the deputies voted against it in the first round.", "2021-01-08", "first round", "-", "", "no time"),
]  # fmt: skip

KNOWN: dict[tuple[str, str, str], str] = {
    ("The long March to the coast was banned.", "2021-01-08", "March"): "the parser takes the march for the month",
}


@lru_cache(maxsize=None)
def found(text: str, published: str) -> tuple[Timex, ...]:
    document = Document("t", text, published=date.fromisoformat(published) if published else None)
    return timexes(document, parse(document))


def _cases() -> list[object]:
    cases: list[object] = []
    for row in (*PLAIN, *HARD):
        reason = KNOWN.get((row[0], row[1], row[2]))
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        cases.append(pytest.param(*row, marks=marks, id=f"{row[2]} in {row[0][:40]} ({row[1]})"))
    return cases


@pytest.mark.parametrize(("text", "published", "words", "value", "days", "why"), _cases())
def test_expression(text: str, published: str, words: str, value: str, days: str, why: str) -> None:
    start = text.rindex(words)
    hits = [t for t in found(text, published) if t.span.start < start + len(words) and t.span.end > start]
    if value == "-":
        assert not hits, why
        return
    assert len(hits) == 1, why
    first, _, last = days.partition("/")
    told = (hits[0].first.isoformat() if hits[0].first else "", hits[0].last.isoformat() if hits[0].last else "")
    assert (hits[0].value, *told) == (value, first, last or first), f"{why}: {hits[0].why}"


def test_the_table_is_large_and_half_of_it_is_hard() -> None:
    assert len(PLAIN) + len(HARD) >= 250
    assert len(HARD) >= len(PLAIN)
    assert len(KNOWN) <= 0.07 * (len(PLAIN) + len(HARD))
