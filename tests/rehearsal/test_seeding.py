import subprocess
import sys

from phieu.rehearsal.seeding import generator_for, lasting_effect


def test_the_same_seed_and_names_give_the_same_numbers():
    first, second = generator_for(7, "form", "ABC"), generator_for(7, "form", "ABC")
    assert first.random() == second.random()


def test_another_seed_or_another_name_gives_other_numbers():
    numbers = {
        generator_for(seed, "form", serial).random() for seed in (1, 2) for serial in ("A", "B")
    }
    assert len(numbers) == 4


def test_names_are_kept_apart():
    assert generator_for(0, "ab", "c").random() != generator_for(0, "a", "bc").random()


def test_an_effect_is_the_same_in_another_process():
    program = (
        "from phieu.rehearsal.seeding import lasting_effect as e; print(e('district', 'Đại Lộc'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": "99", "PYTHONUTF8": "1"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert float(done.stdout) == lasting_effect("district", "Đại Lộc")
    assert -1 <= lasting_effect("district", "Đại Lộc") <= 1
