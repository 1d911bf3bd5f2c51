/** Which emoji show a class, by the names that all three sets share. */
export const EMOJI_CLASSES: Readonly<Record<string, readonly string[]>> = {
  animals: names(`bear beaver boar camel cat cow deer dog donkey elephant fox giraffe goat gorilla hedgehog
    hippopotamus horse kangaroo leopard monkey otter pig rabbit tiger`),
  faces:
    names(`angry-face anguished-face astonished-face beaming-face-with-smiling-eyes confused-face crying-face
    disappointed-face drooling-face expressionless-face fearful-face flushed-face frowning-face grimacing-face
    grinning-face grinning-squinting-face hushed-face kissing-face nerd-face neutral-face pensive-face relieved-face
    sleeping-face smiling-face-with-heart-eyes zany-face`),
  food: names(`avocado bacon bagel banana bread broccoli burrito carrot cheese-wedge cookie croissant cupcake doughnut
    french-fries hamburger hot-dog pancakes pizza pretzel sandwich strawberry sushi taco watermelon`),
  vehicles:
    names(`airplane ambulance articulated-lorry auto-rickshaw automobile bicycle bus canoe delivery-truck ferry
    fire-engine helicopter locomotive minibus motor-scooter motorcycle pickup-truck police-car racing-car sailboat
    small-airplane speedboat taxi tractor`),
  buildings:
    names(`bank castle church classical-building convenience-store department-store derelict-house factory
    hindu-temple hospital hotel house house-with-garden houses hut japanese-castle japanese-post-office kaaba
    love-hotel mosque office-building post-office school synagogue`),
};

function names(list: string): readonly string[] {
  return list.split(/\s+/);
}
