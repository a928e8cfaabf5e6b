// Reads send-commands through a schema registry and prints each as a line of JSON.
//
//   node read-commands.mjs --brokers HOST:PORT --registry URL --topic NAME --count N

import { parseArgs } from 'node:util';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import kafkajs from 'kafkajs';

const { Kafka, logLevel } = kafkajs;

const { values: options } = parseArgs({
  options: {
    brokers: { type: 'string' },
    registry: { type: 'string' },
    topic: { type: 'string', default: 'send-commands' },
    count: { type: 'string', default: '1' },
  },
});
for (const name of ['brokers', 'registry']) {
  if (!options[name]) {
    console.error(`--${name} is missing`);
    process.exit(2);
  }
}

const registry = new SchemaRegistry({ host: options.registry });
const kafka = new Kafka({
  clientId: 'interop',
  brokers: options.brokers.split(','),
  logLevel: logLevel.ERROR,
});
const consumer = kafka.consumer({ groupId: `interop-${process.pid}`, readUncommitted: false });
const wanted = Number(options.count);
let seen = 0;

let finish;
let fail;
const done = new Promise((resolve, reject) => {
  finish = resolve;
  fail = reject;
});

await consumer.connect();
try {
  await consumer.subscribe({ topic: options.topic, fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      try {
        const command = await registry.decode(message.value);
        console.log(JSON.stringify({ key: message.key.toString('utf8'), command }));
        seen += 1;
        if (seen === wanted) {
          finish();
        }
      } catch (error) {
        fail(error);
      }
    },
  });
  await done;
} finally {
  await consumer.disconnect();
}
