"""What goes wrong with a command is one sentence on stderr: exit 1 refused, 2 bad input or usage."""

from __future__ import annotations

import pytest

from tests.portability.running import folkmoot

UNKNOWN = "imprt is not a command of Folkmoot; the nearest is import. All are listed by folkmoot help.\n"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["imprt"], 2, UNKNOWN),
        (["help", "imprt"], 2, UNKNOWN),
        (["qqqqqq"], 2, "qqqqqq is not a command of Folkmoot. All are listed by folkmoot help.\n"),
        (["serve", "--data"], 2, "--data needs a folder.\n"),
        (["import", "wxr", "/nowhere.xml"], 2, "/nowhere.xml cannot be read: No such file or directory.\n"),
        (
            ["serve", "--host", "192.0.2.1"],
            2,
            "Cannot listen on 192.0.2.1 port 8000: Cannot assign requested address.\n",
        ),
        (["worker"], 1, "The database is not up to date: folkmoot serve or folkmoot migrate does that.\n"),
        (["migrate", "nowhere"], 1, "No installed app with label 'nowhere'.\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_sentence_and_nothing_else(tmp_path, words, code, sentence):
    done = folkmoot(tmp_path, *words)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", sentence)


def test_a_bad_option_is_the_usage_a_sentence_and_2(tmp_path):
    done = folkmoot(tmp_path, "serve", "--prt", "80")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: folkmoot serve ")
    assert done.stderr.endswith("folkmoot serve: error: unrecognized arguments: --prt 80\n")


def test_who_asks_for_a_traceback_gets_one(tmp_path):
    done = folkmoot(tmp_path, "import", "wxr", "/nowhere.xml", "--traceback")
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "CommandError: /nowhere.xml cannot be read" in done.stderr


def test_a_data_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    done = folkmoot(tmp_path / "file" / "data", "migrate")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"The database cannot do it: the lock file {tmp_path}/file/data/folkmoot.sqlite3.lock "
        "cannot be opened (Not a directory).\n"
    )


def test_looking_leaves_no_files(tmp_path):
    data = tmp_path / "data"
    done = folkmoot(data, "doctor")
    assert (done.returncode, done.stderr) == (1, "")
    assert f"WRONG  data folder: {data} is not there yet; folkmoot serve makes it.\n" in done.stdout
    assert folkmoot(data, "help").returncode == 0
    assert not data.exists()


def test_an_empty_data_folder_has_no_database_yet(tmp_path):
    done = folkmoot(tmp_path, "doctor")
    assert done.returncode == 1
    assert "WRONG  database: There is none yet; folkmoot serve makes it.\n" in done.stdout
    assert list(tmp_path.iterdir()) == []
