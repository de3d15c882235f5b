/** People who sign in: their session, their settings, and the management of accounts. */
export { default as SignInAgain } from "./SignInAgain.vue";
export { describeDevice } from "./parts/device";
