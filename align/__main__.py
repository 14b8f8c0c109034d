"""`python -m align` is the command `align`."""


def main() -> None:
    """Run the command line."""
    # Not above: every worker process loads this module anew, and has no use for it.
    from align.cli import main as run

    run()


if __name__ == "__main__":
    main()
