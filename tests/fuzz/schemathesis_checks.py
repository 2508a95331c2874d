"""What Schemathesis asks of each answer, and what it may put into the graph's own scalars."""

import atexit
import json
import os
import re
from collections import Counter

import schemathesis
from hypothesis import strategies as st
from schemathesis import graphql
from schemathesis.graphql import nodes

CODES = set(os.environ["FUZZ_CODES"].split(","))
PERSONAL = re.compile(os.environ["FUZZ_PERSONAL"])
outcomes = Counter()

graphql.scalar("Date", st.dates().map(str).map(nodes.String))
graphql.scalar("DateTime", st.datetimes().map(lambda moment: moment.isoformat() + "Z").map(nodes.String))
graphql.scalar("Decimal", st.decimals(allow_nan=False, allow_infinity=False, places=2).map(str).map(nodes.String))
graphql.scalar("GeoJSON", st.just(nodes.String("POINT")))


@schemathesis.check
def only_meant_refusals(ctx, response, case):
    """No status from 500 on, no code but those for callers, no personal value in plain."""
    assert response.status_code < 500, response.text[:500]
    text = response.text
    codes = re.findall(r'"extensions":\{"code":"(\w+)"', text)
    outcomes[f"{response.status_code} {codes[0] if codes else 'OK'}"] += 1
    unmeant = set(codes) - CODES
    assert not unmeant, f"{unmeant}: {text[:500]}"
    leaked = PERSONAL.search(text)
    assert leaked is None or leaked.group() in str(case.body), f"personal value in plain: {leaked.group()}"


@atexit.register
def tell():
    """Writes how often each outcome came."""
    with open(os.environ["FUZZ_OUTCOMES"], "w", encoding="utf-8") as file:
        json.dump(outcomes, file)
