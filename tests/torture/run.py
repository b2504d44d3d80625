#!/usr/bin/env python3
"""Quick torture of the program: what is promised in docs/durability.md, tried on a real disk.

usage: run.py PROGRAM [--seconds N] [--seed N]

Kills at random moments, a full disk (as root), two writers, damaged files, a hostile corpus.
One line a case; exit status 1 where a promise was broken. Python 3.9 or later, nothing else.
"""
import argparse, json, os, random, shutil, signal, subprocess, sys, tempfile, time

FAILED = []


def check(name, ok, detail=""):
    print("%s  %s%s" % ("ok  " if ok else "FAIL", name, "  " + detail if detail else ""), flush=True)
    if not ok:
        FAILED.append(name)


class House:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.corpus = os.path.join(folder, "corpus")
        os.makedirs(self.corpus)
        self.index = os.path.join(folder, "index")

    def command(self, *words):
        return [self.program, *words, "--index", self.index]

    def run(self, *words, timeout=60):
        return subprocess.run(self.command(*words), capture_output=True, text=True, errors="replace", timeout=timeout)

    def write(self, n, word="walrus"):
        speaker = random.choice(["Ana Silva", "Per Aasen", "Jane Holloway", "Dmitri Orlov"])
        text = "Number %d on the %s\n\nThe Star, May 8, 2024\n\nLISBON - The %s of port %d was seen again. “We counted %d of them,” said %s, the port's keeper.\n" % (n, word, word, n, n, speaker)
        with open(os.path.join(self.corpus, "%05d.txt" % n), "w", encoding="utf-8") as f:
            f.write(text + "\nThe tide came and went, as it does in spring.\n" * 20)

    def count(self, query="*"):
        r = self.run("search", query, "--count", "--json")
        return json.loads(r.stdout)["total"] if r.returncode in (0, 1) and r.stdout else None

    def whole(self):
        r = self.run("verify", "--json")
        return r.returncode == 0 and json.loads(r.stdout)["ok"]


def clear_error(r):
    """An error of two lines, with a hint, and no stack trace."""
    lines = r.stderr.strip().splitlines()
    return r.returncode == 2 and lines and lines[-2 if len(lines) > 1 else 0].startswith("error: ") and lines[-1].startswith("hint: ")


def kills(house, seconds):
    """Kill -9 at a random moment: what was committed is whole, the next run goes on."""
    for n in range(400):
        house.write(n)
    begun = time.monotonic()
    house.run("index", house.corpus)
    length = time.monotonic() - begun
    done = broken = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end and broken < 3:
        for n in random.sample(range(400), 120):
            house.write(n, random.choice(["walrus", "heron", "lynx"]))
        child = subprocess.Popen(house.command("index", house.corpus, "-q"), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        time.sleep(random.uniform(0, length * 1.1))
        child.send_signal(signal.SIGKILL)
        child.wait()
        done += 1
        if not house.whole() or house.count() != 400:
            broken += 1
        elif done % 4 == 0 and house.run("index", house.corpus, "-q").returncode != 0:
            broken += 1
    check("killed %d times" % done, broken == 0, "%d broken" % broken if broken else "")
    r = house.run("index", house.corpus, "-q")
    words = sum(house.count("title:" + w) for w in ("walrus", "heron", "lynx"))
    check("the run after it is complete", r.returncode == 0 and house.whole() and words == 400, "%s articles" % words)


def stops(house):
    """SIGINT and SIGTERM: what is done is kept, the exit status tells."""
    for sent, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        for n in range(4000):
            house.write(n, "otter%d" % status)
        child = subprocess.Popen(house.command("index", house.corpus, "--json"), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        time.sleep(random.uniform(0.05, 0.3))
        child.send_signal(sent)
        out, err = child.communicate(timeout=60)
        ok = child.returncode in (0, status) and house.whole() and "fault" not in err
        check("stopped by signal %d" % sent, ok, "status %s" % child.returncode)


def two_writers(house):
    for n in range(2000):
        house.write(n, "puffin")
    first = subprocess.Popen(house.command("index", house.corpus, "-q"), stderr=subprocess.PIPE, text=True)
    time.sleep(0.2)
    second = house.run("index", house.corpus, "-q")
    third = subprocess.Popen(house.command("index", house.corpus, "-q", "--wait", "60"), stderr=subprocess.PIPE, text=True)
    reader = house.count() is not None
    first.communicate(timeout=120)
    third.communicate(timeout=120)
    named = "process %d" % first.pid in second.stderr
    check("two writers", first.returncode == 0 and third.returncode == 0 and (second.returncode == 0 or named), second.stderr.strip()[:120])
    check("a reader beside them", reader and house.count("title:puffin") == 2000 and house.whole())


def damage(house):
    """Flipped bits, cut and lost files: found by verify, told at once where that is possible, mended by --rebuild."""
    house.run("index", house.corpus, "-q")
    missed, unclear, tried = [], [], 0
    for name in sorted(os.listdir(house.index)):
        path = os.path.join(house.index, name)
        if name.endswith(".lock") or not os.path.isfile(path):
            continue
        good = open(path, "rb").read()
        for kind in ["flip"] * 6 + ["cut", "lost", "zero"]:
            bad = bytearray(good)
            if kind == "flip":
                bad[random.randrange(len(bad))] ^= 1 << random.randrange(8)
            elif kind == "cut":
                bad = bad[: random.randrange(len(bad))]
            elif kind == "zero":
                at = random.randrange(len(bad))
                bad[at : at + 512] = bytes(len(bad[at : at + 512]))
            if kind == "lost":
                os.unlink(path)
            else:
                # Another file in its place: mapped files are never changed under a reader.
                with open(path + ".new", "wb") as f:
                    f.write(bad)
                os.replace(path + ".new", path)
            tried += 1
            if bytes(bad) != good or kind == "lost":
                # Of the engine's list of removable files only readability and completeness matter.
                if name != ".managed.json" and house.run("verify").returncode != 2:
                    missed.append("%s %s" % (kind, name))
                for words in (["search", "port"], ["quotes", "tide", "--speaker", "silva"], ["facets", "speaker"], ["stats"]):
                    r = house.run(*words)
                    if r.returncode not in (0, 1) and not clear_error(r):
                        unclear.append("%s after %s of %s: %d %s" % (words[0], kind, name, r.returncode, r.stderr[:100]))
            with open(path + ".new", "wb") as f:
                f.write(good)
            os.replace(path + ".new", path)
    check("damage found by verify, %d kinds" % tried, not missed, "; ".join(missed[:3]))
    check("damage told clearly or harmless", not unclear, "; ".join(unclear[:3]))
    victim = [n for n in os.listdir(house.index) if n.endswith(".store")][0]
    os.unlink(os.path.join(house.index, victim))
    refused = house.run("index", house.corpus, "-q")
    mended = house.run("index", house.corpus, "-q", "--rebuild")
    check("--rebuild mends", clear_error(refused) and mended.returncode == 0 and house.whole())


def snapshots(house):
    """Snapshots while a writer is at work: each is a whole commit."""
    for n in range(1200):
        house.write(n, "badger")
    writer = subprocess.Popen(house.command("index", house.corpus, "-q", "--watch"), stderr=subprocess.DEVNULL)
    bad = 0
    for k in range(12):
        kept = os.path.join(house.folder, "kept%d" % k)
        for n in random.sample(range(1200), 40):
            house.write(n, "stoat")
        time.sleep(0.15)
        r = house.run("snapshot", kept, "-q")
        v = subprocess.run([house.program, "verify", "--index", kept], capture_output=True)
        bad += r.returncode != 0 or v.returncode != 0
        shutil.rmtree(kept, ignore_errors=True)
    writer.send_signal(signal.SIGINT)
    writer.wait(timeout=60)
    check("12 snapshots beside a writer", bad == 0 and writer.returncode == 130, "%d bad, status %d" % (bad, writer.returncode))


def full_disk(program, folder):
    if os.geteuid() != 0:
        print("--    a full disk  not tried: needs root")
        return
    mount = os.path.join(folder, "small")
    os.makedirs(mount)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "small", mount], stderr=subprocess.DEVNULL).returncode != 0:
        print("--    a full disk  not tried: cannot mount a small one")
        return
    try:
        house = House(program, os.path.join(folder, "full"))
        house.index = os.path.join(mount, "index")
        for n in range(300):
            house.write(n)
        house.run("index", house.corpus, "-q")
        for n in range(300, 900):
            house.write(n)
        unclear, failed = [], 0
        ballast = os.path.join(mount, "ballast")
        for left in (0, 4, 40, 160, 400, 700):
            try:
                with open(ballast, "wb", buffering=0) as f:
                    while f.write(bytes(1 << 14)):
                        pass
            except OSError:
                pass  # full: also of what the failed run before it left, which the next one removes
            if os.path.exists(ballast):
                os.truncate(ballast, max(0, os.path.getsize(ballast) - (left << 10)))
            r = house.run("index", house.corpus, "-q")
            failed += r.returncode != 0
            if r.returncode != 0 and not ("No space" in r.stderr and clear_error(r)):
                unclear.append(r.stderr[:120])
            if not house.whole() or (house.count() or 0) < 300:
                unclear.append("%d KiB left: not whole" % left)
            if os.path.exists(ballast):
                os.unlink(ballast)
        check("a full disk", not unclear, "%d runs failed; %s" % (failed, "; ".join(unclear[:2])))
        r = house.run("index", house.corpus, "-q")
        check("and space again", r.returncode == 0 and house.whole() and house.count() == 900)
    finally:
        subprocess.run(["umount", "-l", mount])


def hostile(house):
    """Everything seen is indexed or named; nothing blocks, and nothing outside is read."""
    j = lambda *p: os.path.join(house.corpus, *p)
    house.write(1)
    os.mkfifo(j("pipe.txt"))
    os.symlink("..", j("loop"))
    os.symlink("/etc/passwd", j("outside.txt"))
    open(j("line.txt"), "w").write("word " * 3_000_000)
    open(j("sparse.txt"), "wb").truncate(1 << 33)
    open(j("marks.txt"), "w", encoding="utf-8").write("“" * 200_000 + "said " * 100_000)
    open(j("escape\x1b[2J.txt"), "w").write("An \x1b]0;title\x07 escape\n\nThe Star, May 8, 2024\n\nSaid \u202e so.\n")
    open(os.fsencode(j("bad-")) + b"\xff.txt", "w").write("A story\n\nThe Star, May 8, 2024\n\nIt was so.\n")
    deep = house.corpus
    for _ in range(60):
        deep = os.path.join(deep, "deep")
        os.mkdir(deep)
    open(os.path.join(deep, "end.txt"), "w").write("The end\n\nThe Star, May 8, 2024\n\nIt was so.\n")
    begun = time.monotonic()
    r = house.run("index", house.corpus, "--json", timeout=120)
    took = time.monotonic() - begun
    said = {os.path.basename(s["path"]) for s in json.loads(r.stdout)["skipped"]} if r.returncode in (0, 3) else set()
    named = {"pipe.txt", "loop", "outside.txt", "sparse.txt"} <= said
    check("a hostile corpus", r.returncode == 3 and named and took < 60 and "\x1b" not in r.stdout + r.stderr, "%.1f s, %s" % (took, sorted(said)[:6]))
    shown = house.run("search", "*", "-n", "50")
    check("nothing acts on the terminal", "\x1b" not in shown.stdout and "\u202e" not in shown.stdout and "root:" not in shown.stdout)


def main():
    a = argparse.ArgumentParser()
    a.add_argument("program")
    a.add_argument("--seconds", type=float, default=40)
    a.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(4), "big"))
    args = a.parse_args()
    random.seed(args.seed)
    print("seed %d" % args.seed)
    program = os.path.abspath(args.program)
    with tempfile.TemporaryDirectory(prefix="onrecord-torture-") as folder:
        new = lambda name: House(program, os.path.join(folder, name))
        kills(new("kills"), args.seconds)
        stops(new("stops"))
        two_writers(new("two"))
        house = new("damage")
        for n in range(60):
            house.write(n)
        damage(house)
        snapshots(new("snapshots"))
        full_disk(program, folder)
        hostile(new("hostile"))
    print("%d failed" % len(FAILED))
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
