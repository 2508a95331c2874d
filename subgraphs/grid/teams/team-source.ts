/** Where the rules of service teams stand. */
export const source = {
  zh: '四维考评中的组团积分:组团联村、服务群众(GR-13)',
  en: 'Team credits of the four dimensions: teams serve villages (GR-13)',
};
