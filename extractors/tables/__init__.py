"""Tables as portals flatten them: cells, action plans, indicators, passports, money."""
