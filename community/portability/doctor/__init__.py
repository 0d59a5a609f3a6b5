"""Whether everything is well with an instance: `bin/hearth doctor`."""
