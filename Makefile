# What everyone types. CONTRIBUTING.md says when; .ci/run has the steps.

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile | expand -t 18

test: ## the tests, without the long ones
	go test -short ./...

quick: ## what says soonest that something is wrong; before each commit
	.ci/run quick

full: ## all that must pass; before a change lands
	.ci/run full

generate: ## the files that are made from lists and tables, after a change of them
	go generate ./...

merge: ## end a merge that stopped at generated files: make them again from the merged lists
	.ci/merge

.PHONY: help test quick full generate merge
