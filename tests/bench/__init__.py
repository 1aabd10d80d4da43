"""The figures of DESIGN section 10, measured; `bin/bench` runs them."""
