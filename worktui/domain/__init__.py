"""What work is: values, rules, actions, errors that say their own sentence."""
