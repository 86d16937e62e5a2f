# Two commands matter: `make run` and `make test`. Both install what is missing, and start at once when nothing is.
.PHONY: run test bench soak lint lock translations screenshots clean

run:
	@scripts/run.sh

test:
	@scripts/test.sh

bench:
	@scripts/system-packages.sh test
	@scripts/environment.sh test
	-@scripts/environment.sh bench  # what one measurement stands beside needs a C compiler
	@scripts/translations.sh
	.venv/bin/python -m bench

soak:
	@scripts/system-packages.sh test
	@scripts/environment.sh test
	@scripts/environment.sh fuzz
	.venv/bin/python -m bench.soak
	.venv/bin/python -m bench.soak --crossings 60
	.venv/bin/python -m bench.fuzz_bodies
	AGENT_KILL_MESSAGES=1000 .venv/bin/pytest tests/interop/test_chat_kills.py
	AGENT_MONEY_CALLS=200 .venv/bin/pytest tests/unit/agent_app/test_program_random_calls.py

lint:
	.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/basedpyright --warnings && .venv/bin/lint-imports

lock:
	scripts/lock.sh

translations:
	scripts/translations.sh --update

screenshots:
	.venv/bin/python scripts/screenshots.py

clean:
	rm -rf .venv build dist .ruff_cache .import_linter_cache .hypothesis
