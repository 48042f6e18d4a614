-- A thousand grams weigh a thousand grams, whatever was typed as the weight of such an item: typed as 1, a van was planned with 700 g of
-- wood instead of 700 kg. Of what is counted otherwise nothing is certain: «verify» names what cannot be.

UPDATE item SET weight_grams = 1000 WHERE base_unit = 'g' AND weight_grams <> 1000;
ALTER TABLE item ADD CONSTRAINT item_of_grams_weighs_itself CHECK (base_unit <> 'g' OR weight_grams IN (0, 1000));
