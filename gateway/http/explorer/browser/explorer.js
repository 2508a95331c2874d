import { openLogin } from './login.js';

const part = (id) => document.getElementById(id);
const settings = JSON.parse(part('settings').textContent);
const login = openLogin(settings);

globalThis.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => `${settings.folder}/${label}.worker.js`,
};

const welcome = `# 一门查询台:左侧书写查询,按 Ctrl-Enter 运行;左上角可查阅文档与历史。
# Write a query and press Ctrl-Enter; documentation and history are at the upper left.
query {
  __typename
}
`;

function notify(sentence) {
  part('notice').textContent = sentence;
  part('notice').hidden = false;
}

async function showCaller() {
  const caller = await login.caller();
  part('login').hidden = caller !== null;
  part('logout').hidden = caller === null;
  if (caller === null) return;
  part('caller').textContent = caller.name;
  part('roles').replaceChildren(
    ...caller.roles.map((role) => Object.assign(document.createElement('li'), { textContent: role })),
  );
}

function showPlan(plan) {
  part('plan-text').textContent =
    typeof plan === 'string' ? plan : (JSON.stringify(plan, null, 2) ?? '没有查询计划。 No query plan.');
}

async function ask(parameters, { headers = {} } = {}) {
  const token = await login.accessToken();
  const planWanted = part('plan-wanted').checked && parameters.operationName !== 'IntrospectionQuery';
  const response = await fetch(settings.graphqlPath, {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(planWanted ? { 'x-query-plan': '1' } : {}),
    },
    body: JSON.stringify(parameters),
  });
  const answer = await response.json();
  if (planWanted) showPlan(answer.extensions?.queryPlan);
  return answer;
}

part('login').addEventListener('click', () => login.start());
part('logout').addEventListener('click', () => login.leave());
part('plan-wanted').addEventListener('change', ({ target }) => {
  part('plan').hidden = !target.checked;
});

if (!(await login.finish())) notify('登录没有完成,请重试。 The login was not completed; try again.');
await showCaller();
globalThis.YogaGraphiQL.renderYogaGraphiQL(part('graphiql'), {
  fetcher: ask,
  defaultQuery: welcome,
  // Named though empty: the bundle otherwise replaces GraphiQL's own plug-in, the history, by another.
  plugins: undefined,
});
