"""Audits texts on a Spark cluster through `stoprule audit --ndjson`.

Each partition starts the command once and streams its rows through it. The example runs in a local
cluster of two processes and checks itself: python spark.py COMMAND [ROWS].
"""
import json
import os
import shlex
import sys
import tempfile

from pyspark import SparkConf, SparkContext

PARTITIONS = 4
OFFER = "Unlimited OpenAI API keys, free forever, no sign-up. Base URL: https://api.relay.example/v1"
PLAIN = "A recipe for bread: flour, water, salt."


def audit(rows, command):
    """RDD of (id, text) to RDD of {"id", "report"} or {"id", "error"}, in the order of each partition."""
    lines = rows.map(lambda row: json.dumps({"id": row[0], "text": row[1]}))
    return lines.pipe(command, checkCode=True).map(json.loads)


def main(command, count):
    starts = tempfile.mkdtemp()
    # What is counted: one start a partition, however many rows it has.
    counted = f"sh -c {shlex.quote(f'mktemp -p {starts} >/dev/null; exec {command}')}"
    conf = SparkConf().setMaster("local[2]").setAppName("stoprule").set("spark.ui.enabled", "false")
    context = SparkContext(conf=conf)
    context.setLogLevel("ERROR")
    try:
        texts = [(i, OFFER if i % 3 == 0 else PLAIN) for i in range(count)]
        answers = audit(context.parallelize(texts, PARTITIONS), counted).collect()
    finally:
        context.stop()
    assert [answer["id"] for answer in answers] == list(range(count)), "order"
    for answer in answers:
        level = answer["report"]["verdict"]["level"]
        assert level == ("none" if answer["id"] % 3 else "stop"), answer
    assert len(os.listdir(starts)) == PARTITIONS, os.listdir(starts)
    print(f"{count} texts in {PARTITIONS} partitions, {PARTITIONS} starts: passed")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 300)
