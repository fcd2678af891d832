//! Short texts to learn letter by letter, written for this project. Each says what belongs to what, over and over, so that there is
//! something to remember: which weather it was decides, many letters later, what one takes along.

/// The weather and what one does about it, in Korean.
pub const WEATHER_KO: &str = "\
바람이 불면 창문을 닫아요. 비가 오면 장화를 신어요. 비가 오면 우산을 써요. 눈이 오면 장갑을 껴요. 눈이 오면 썰매를 타요. \
바람이 불면 연을 날려요. 해가 뜨면 빨래를 널어요. 해가 뜨면 모자를 써요. 달이 뜨면 노래를 불러요. 달이 뜨면 잠을 자요. \
비가 그치면 무지개가 떠요. 눈이 그치면 길을 쓸어요. 바람이 그치면 배를 타요. 봄이 오면 꽃이 피어요. 여름이 오면 바다로 가요. \
가을이 오면 잎이 져요. 겨울이 오면 눈이 와요. 아침이 오면 새가 울어요. 저녁이 오면 집에 가요. 밤이 오면 달이 떠요. \
비가 오면 우산을 쓰고 장화를 신어요. 눈이 오면 장갑을 끼고 썰매를 타요. 해가 뜨면 모자를 쓰고 빨래를 널어요. \
달이 뜨면 노래를 부르고 잠을 자요. 봄이 오면 꽃이 피고 새가 울어요. 여름이 오면 바다로 가고 배를 타요. \
가을이 오면 잎이 지고 바람이 불어요. 겨울이 오면 눈이 오고 썰매를 타요. 아침이 오면 해가 뜨고 저녁이 오면 달이 떠요. \
비가 오면 우산을 쓰고, 눈이 오면 장갑을 끼고, 해가 뜨면 모자를 써요. 비가 그치면 무지개가 뜨고, 눈이 그치면 길을 쓸고, \
바람이 그치면 배를 타요. 비가 오면 장화를 신고 길로 나가요. 눈이 오면 썰매를 타고 길로 나가요. 바람이 불면 연을 날리고 \
해가 뜨면 빨래를 널어요. 봄이 오면 꽃이 피고, 여름이 오면 바다로 가고, 가을이 오면 잎이 지고, 겨울이 오면 눈이 와요.";

/// The weather and what one does about it, in English.
pub const WEATHER_EN: &str = "\
we sing. when the sun shines we wear a hat. when it snows we wear gloves. when it snows we ride the sled. when it rains we wear \
boots. when it rains we take the umbrella. when the wind blows we fly the kite. when the wind blows we close the window. when the \
sun shines we hang the washing out. when the moon rises we sing a song. when the moon rises we go to sleep. when the rain stops we see \
the rainbow. when the snow stops we sweep the path. when the wind stops we sail the boat. in spring the flowers open. in summer we \
go to the sea. in autumn the leaves fall. in winter it snows. in the morning the birds sing. in the evening we go home. at night \
the moon rises. when it rains we take the umbrella and wear boots. when it snows we wear gloves and ride the sled. when the sun \
shines we wear a hat and hang the washing out. when the moon rises we sing a song and go to sleep. in spring the flowers open and \
the birds sing. in summer we go to the sea and sail the boat. in autumn the leaves fall and the wind blows. in winter it snows and \
we ride the sled. in the morning the sun shines and in the evening the moon rises.";

/// What a neuron does, in Korean.
pub const NEURON_KO: &str = "\
뉴런은 수를 받아요. 수마다 가중치를 곱해요. 곱한 수를 모두 더해요. 편향도 더해요. 합이 크면 1을 내요. 합이 작으면 0을 내요. \
답이 맞으면 가중치를 그대로 둬요. 답이 틀리면 가중치를 조금 바꿔요. 또 틀리면 또 조금 바꿔요. 뉴런 하나는 직선을 하나 그어요. \
뉴런 둘은 직선을 둘 그어요. 직선 하나로는 점을 둘로 나눠요. 직선 둘로는 점을 셋으로 나눠요. 뉴런을 모으면 층이 돼요. \
층을 쌓으면 신경망이 돼요. 신경망도 수를 받아요. 층마다 가중치를 곱해요. 층마다 곱한 수를 모두 더해요. 답이 틀리면 손실이 커요. \
답이 맞으면 손실이 작아요. 손실이 크면 가중치를 많이 바꿔요. 손실이 작으면 가중치를 조금 바꿔요. 손실이 작아지면 답이 맞아요. \
수를 받고, 가중치를 곱하고, 모두 더하고, 편향도 더해요. 답이 틀리면 바꾸고, 또 틀리면 또 바꾸고, 답이 맞으면 그대로 둬요. \
뉴런을 모으면 층이 되고, 층을 쌓으면 신경망이 돼요. 신경망을 가르치면 손실이 작아지고, 손실이 작아지면 답이 맞아요.";

/// What a neuron does, in English.
pub const NEURON_EN: &str = "\
a neuron takes numbers. it multiplies each number by a weight. it adds the products up. it adds the bias. if the sum is large it says \
one. if the sum is small it says zero. if the answer is right the weights stay. if the answer is wrong the weights change a little. \
if it is wrong again they change again. one neuron draws one line. two neurons draw two lines. one line parts the points in two. two \
lines part the points in three. many neurons make a layer. many layers make a network. a network takes numbers. each layer multiplies \
each number by a weight. each layer adds the products up. if the answer is wrong the loss is large. if the answer is right the loss \
is small. if the loss is large the weights change a lot. if the loss is small the weights change a little. it takes numbers, \
multiplies each number by a weight, adds the products up and adds the bias. many neurons make a layer and many layers make a network.";
