export interface paths {
    "/api/divisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Divisions by parent, level or part of the name. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    parent_code?: string;
                    level?: "province" | "city" | "county" | "township";
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DivisionPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The agencies within one's reach. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    parent_code?: string;
                    level?: "province" | "city" | "county" | "station";
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AgencyPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agencies/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        /** One agency within one's reach. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agency"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Units within one's reach. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    q?: string;
                    kind?: "security_company" | "branch" | "in_house_unit" | "training_unit";
                    status?: "active" | "suspended" | "closed";
                    parent_unit_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UnitSummaryPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Enter a unit in the register. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UnitInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Unit"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{unit_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        /** One unit. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Unit"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what is registered of a unit; a new status needs its reason. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The ETag of the version that was changed. */
                    "If-Match": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UnitChange"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Unit"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in; the account is null for nobody, and until the second step is done. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Sign in. The password is checked before the writing transaction, which stays short. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignIn"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        /** Sign out here. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose a new password; other sessions end. */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordChange"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one is signed in. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OwnSessions"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        /** Sign out everywhere, here too. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out elsewhere. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    session_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts of the own agency and those below. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    q?: string;
                    role?: "province_officer" | "city_officer" | "county_officer" | "station_officer" | "company_manager" | "system_administrator";
                    status?: "active" | "disabled";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccountPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Open an account; the first password is shown this once. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccountInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirstPassword"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        /** One account. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    account_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change name, police number or agency. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The ETag of the version that was changed. */
                    "If-Match": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    account_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccountChange"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        trace?: never;
    };
    "/api/accounts/{account_id}/disablement": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disable; the account's sessions are dead at once. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    account_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{account_id}/enablement": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enable again. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    account_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{account_id}/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a new first password, shown this once; the account's sessions end. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    account_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirstPassword"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/officers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Colleagues, to choose the second inspector from. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OfficerPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/passkey/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Begin a sign-in by passkey alone. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PasskeyOptions"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in by passkey alone. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasskeyAnswer"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/second-factor/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Begin the second step by passkey. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PasskeyOptions"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Finish signing in; in a whole session, say once more who one is. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Proof"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say once more who one is, by password. It is checked before the writing transaction, which stays short. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Confirmation"];
                };
            };
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own factors. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecondFactor"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/passkeys/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Begin to make a passkey. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PasskeyOptions"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a new passkey. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasskeyInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecondFactor"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/passkeys/{passkey_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a passkey away. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    passkey_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecondFactor"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin with an authenticator app. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TotpSetup"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        /** Forget the authenticator app. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecondFactor"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/totp/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove the app by its first code. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TotpCode"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecondFactor"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ten new recovery codes; earlier ones end. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RecoveryCodes"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{account_id}/second-factor-reset": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forget a colleague's factors; the account's sessions end. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    account_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{unit_id}/colleagues": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        /** The accounts of the unit and its branches. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    status?: "active" | "disabled";
                };
                header?: never;
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ColleaguePage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/colleagues/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Give other rights; they hold at once. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The ETag of the version that was changed. */
                    "If-Match": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    account_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ColleagueChange"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Colleague"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        trace?: never;
    };
    "/api/colleagues/{account_id}/removal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disable the account of a colleague, or one's own; its sessions are dead at once. The police can enable it again. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    account_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Colleague"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{unit_id}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        /** The invitations for the unit and its branches. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                };
                header?: never;
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InvitationPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Invite a colleague. No command: its answer is a secret that is kept nowhere. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["InvitationInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MadeInvitation"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/{invitation_id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an invitation back. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    invitation_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Invitation"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an invitation offers. One answer, whatever is wrong with a code. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["InvitationCode"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Offer"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitation/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open one's account with a password of one's own, and be signed in; a second factor that the role must have is due next. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Acceptance"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own devices. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OwnDevices"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Enrol this browser: it signs the challenge with its new key. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeviceInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OwnDevice"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/devices/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Begin an enrolment. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Challenge"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/devices/{device_id}/name": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Call one of the own devices something else. */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    device_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeviceName"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OwnDevice"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/devices/{device_id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke one of the own devices. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    device_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeviceReason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OwnDevice"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/devices/{device_id}/voids": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that the record of this number was set aside on the phone: the number is no gap. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The device that signed the command. */
                    "X-Device": string;
                    /** @description Its number on that device. */
                    "X-Sequence": number;
                    /** @description ES256, see docs/devices.md; base64url of r and s. */
                    "X-Device-Signature": string;
                    /** @description The device's clock, ms since 1970. */
                    "X-Device-Time"?: number;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    device_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["VoidInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Void"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices of the own agency and those below. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    finding?: "gaps" | "silent" | "revoked";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DevicePage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{device_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        /** One device. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    device_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Device"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{device_id}/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        /** Which numbers a device lacks. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    device_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Gaps"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{device_id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke a lost device; its account is signed out everywhere. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    device_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeviceReason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Device"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own jobs, the latest first; an administrator sees all, without what came of them. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    state?: "waiting" | "running" | "done" | "failed" | "cancelled";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        /** One job. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a job: a waiting one at once, a running one at its next step. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a failed or cancelled job again, from where it stood. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a PDF or a picture that a record of the unit will name within a day. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/pdf": string;
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Document"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guards/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Guards within one's reach, by part of the name, reading, initials, certificate number or whole identity number. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GuardSearch"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GuardSummaryPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enter a person in the register. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GuardInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Guard"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guards/{guard_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                guard_id: string;
            };
            cookie?: never;
        };
        /** One guard. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    guard_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Guard"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change name, phone, education, address or status. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The ETag of the version that was changed. */
                    "If-Match": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    guard_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GuardChange"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Guard"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        trace?: never;
    };
    "/api/guards/{guard_id}/disclosure": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                guard_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The whole identity number and phone. Who asked, when and why is written down. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    guard_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DisclosureInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Disclosure"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guards/{guard_id}/photo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                guard_id: string;
            };
            cookie?: never;
        };
        /** The portrait, as image/jpeg. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    guard_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        /** Keep a new portrait; it is cut to 358 x 441 and stripped of everything but its pixels. */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The ETag of the version that was changed. */
                    "If-Match": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    guard_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Guard"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest signed checkpoint (application/cwt; docs/transparency.md). Not modified (304) for who holds it already. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/inclusion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That a leaf is in the log, and where. */
        get: {
            parameters: {
                query: {
                    leaf: string;
                    tree_size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Inclusion"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That the log began as it was when it was smaller. */
        get: {
            parameters: {
                query: {
                    from: number;
                    to?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Consistency"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public side of some entries, for who wants to build the tree himself. */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    to?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LogEntries"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/forks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report two signed checkpoints that contradict each other; anything else is refused. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ForkInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ForkReported"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the log stands, and what forks were reported. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LogState"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Certificates of the guards within one's reach. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    state?: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired";
                    expires_before?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CertificatePage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Issue a certificate in the name of one's own agency. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CertificateInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Certificate"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guards/{guard_id}/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                guard_id: string;
            };
            cookie?: never;
        };
        /** All certificates of one guard. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    guard_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Certificates"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/{certificate_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                certificate_id: string;
            };
            cookie?: never;
        };
        /** One certificate. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    certificate_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Certificate"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/{certificate_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                certificate_id: string;
            };
            cookie?: never;
        };
        /** What happened to a certificate, the newest first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    certificate_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CertificateEvents"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/{certificate_id}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                certificate_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Suspend a certificate. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    certificate_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ActInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Certificate"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/{certificate_id}/reinstatement": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                certificate_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a suspension. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    certificate_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ActInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Certificate"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/{certificate_id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                certificate_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke a certificate: a penalty (Reg. art. 45), for good. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    certificate_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ActInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Certificate"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/{certificate_id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                certificate_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a certificate: it ends lawfully, for good. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    certificate_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ActInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Certificate"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/{certificate_id}/replacement": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                certificate_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Issue a new certificate for a lost, worn, wrong or expired one; answers the new one. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    certificate_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReplacementInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Certificate"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trust-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The keys with which cards are verified. Not modified (304) for those who hold it already. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TrustList"];
                    };
                };
                /** @description Not modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists/trust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The trust list as published (docs/lists.md). Not modified (304) for those who hold it already. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists/trust/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: number;
            };
            cookie?: never;
        };
        /** The newest trust list that this list key signed: for phones that were away over two changes of keys. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key_id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The status list as published (docs/lists.md). Not modified (304) for those who hold it already. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/signing-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All keys, the newest first, and the published lists. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SigningKeys"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Plan a key: it is listed from now on, and may sign cards a week later. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SigningKeyInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SigningKey"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/signing-keys/rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The oldest planned key takes over; what the former one signed stays good. Answers the new one. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RotationInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SigningKey"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/signing-keys/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish the lists as soon as a worker comes to it; at most every twenty seconds. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PublicationState"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/signing-keys/{key_id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: number;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Believe nothing of this key any more, for ever. Was it in use, a planned one takes over at once. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    key_id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["KeyRevocationInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SigningKey"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/signing-keys/{key_id}/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: number;
            };
            cookie?: never;
        };
        /** The certificates whose cards this key signed: numbers and agencies, no names. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    open?: boolean;
                };
                header?: never;
                path: {
                    key_id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AffectedPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/signing-keys/{key_id}/certificates.csv": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: number;
            };
            cookie?: never;
        };
        /** The same as a file (CSV). That it was taken out is written down. */
        get: {
            parameters: {
                query?: {
                    open?: boolean;
                    language?: "zh-CN" | "en";
                };
                header?: never;
                path: {
                    key_id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{unit_id}/roster/search": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who works for a unit, found like guards are. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RosterSearch"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RosterEntryPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{unit_id}/employments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enter a person in the roster, by a number and the exact name. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Hire"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RosterEntry"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employments/{employment_id}/leaving": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                employment_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End an employment and every posting under it. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    employment_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Leaving"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Employment"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guards/{guard_id}/employments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                guard_id: string;
            };
            cookie?: never;
        };
        /** For whom a guard has worked. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    guard_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Employments"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{unit_id}/clients": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        /** The clients of a unit. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                };
                header?: never;
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClientPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Enter a client. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ClientInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Client"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clients/{client_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        /** One client, with the contact's number. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    client_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WholeClient"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a client. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The ETag of the version that was changed. */
                    "If-Match": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    client_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ClientChange"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WholeClient"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        trace?: never;
    };
    "/api/units/{unit_id}/sites": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        /** The sites of a unit. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    status?: "active" | "closed" | "";
                };
                header?: never;
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SitePage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Enter a site. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SiteInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Site"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sites within one's reach; the nearest first when a position is given. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    status?: "active" | "closed" | "";
                    q?: string;
                    unit_id?: string | null;
                    latitude?: number | null;
                    longitude?: number | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SitePage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sites/{site_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        /** One site. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    site_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Site"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a site. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The ETag of the version that was changed. */
                    "If-Match": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    site_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SiteChange"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Site"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        trace?: never;
    };
    "/api/sites/{site_id}/closure": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a site for good; the postings to it end. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    site_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Closure"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Site"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sites/{site_id}/roster": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        /** Who is posted to a site. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    site_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SiteRoster"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sites/{site_id}/postings": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Post a guard of the unit's roster to its site. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    site_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PostingInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Posting"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/{posting_id}/ending": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                posting_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a posting; the guard stays on the roster. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    posting_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PostingEnd"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Posting"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{unit_id}/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        /** The transfers from and to a unit, the latest first. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    direction?: "incoming" | "outgoing" | "";
                    state?: "open" | "closed" | "";
                };
                header?: never;
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TransferPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Propose to take a guard over from whoever employs him. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Taking"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Transfer"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employments/{employment_id}/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                employment_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose that a guard of the own roster goes to another unit. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    employment_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Sending"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Transfer"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transfers/{transfer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transfer_id: string;
            };
            cookie?: never;
        };
        /** One transfer. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    transfer_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Transfer"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transfers/{transfer_id}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transfer_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree to a transfer; it comes about on its day. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    transfer_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TransferAcceptance"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Transfer"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transfers/{transfer_id}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transfer_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decline a transfer. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    transfer_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AnswerNote"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Transfer"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/transfers/{transfer_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transfer_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back a proposal, or call off what was agreed. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    transfer_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AnswerNote"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Transfer"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{unit_id}/contracts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        /** The contracts of a unit, the one that ends last first. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    q?: string;
                    state?: "draft" | "signed" | "ended" | "terminated" | "";
                    client_id?: string | null;
                };
                header?: never;
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ContractSummaryPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Enter a contract that is still to be checked and signed. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContractInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contracts/{contract_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contract_id: string;
            };
            cookie?: never;
        };
        /** One contract, whole. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    contract_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a draft, or prolong a signed contract. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The ETag of the version that was changed. */
                    "If-Match": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    contract_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContractChange"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        trace?: never;
    };
    "/api/contracts/{contract_id}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contract_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer a point of the legality check. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    contract_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PointInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contracts/{contract_id}/signing": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contract_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that a contract was signed; its check must be whole. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    contract_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Signing"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contracts/{contract_id}/termination": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contract_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a contract before its last day. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    contract_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Termination"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contracts/{contract_id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contract_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a document that was sent to the contract. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    contract_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PaperInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contracts/{contract_id}/documents/{document_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contract_id: string;
                document_id: string;
            };
            cookie?: never;
        };
        /** A document of the contract, as a file. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    contract_id: string;
                    document_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        /** Take a document away; not before two years after the contract's end. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    contract_id: string;
                    document_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contracts/{contract_id}/filing": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contract_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that the police of the other province were told. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    contract_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FilingInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{unit_id}/shortfalls": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        /** The active sites of a unit that have fewer able guards than they need. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Standings"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sites/{site_id}/needs": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        /** Under which contract a site is guarded, what its shifts need, and what it has. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    site_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SiteNeeds"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        /** Say anew under which contract a site is guarded, and what its shifts need. */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The ETag of the version that was changed. */
                    "If-Match": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    site_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SiteNeedsInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SiteNeeds"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{unit_id}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        /** The imports of a unit, the latest first. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                };
                header?: never;
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportSummaryPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Send a spreadsheet with a unit's roster; its name in the header X-File-Name, percent-encoded UTF-8. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                    /** @description The file's name, percent-encoded UTF-8. */
                    "X-File-Name": string;
                };
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/vnd.ms-excel": string;
                    "application/vnd.oasis.opendocument.spreadsheet": string;
                    "text/csv": string;
                    "text/tab-separated-values": string;
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An empty workbook with the usual columns, to fill in. */
        get: {
            parameters: {
                query?: {
                    language?: "zh-CN" | "en";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/refused": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        /** The rows that cannot be imported, in the file's own form, with the reasons beside them. */
        get: {
            parameters: {
                query?: {
                    language?: "zh-CN" | "en";
                };
                header?: never;
                path: {
                    import_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        /** One import: what the file holds, what was chosen, how far it is. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    import_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/mapping": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Say what the columns are; the rows are checked then. */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The ETag of the version that was changed. */
                    "If-Match": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    import_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MappingInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        /** The rows of an import with what they would do; numbers of persons masked. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    verdict?: "hire" | "change" | "leave" | "same" | "refused" | "left_out" | "";
                };
                header?: never;
                path: {
                    import_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RowPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/rows/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
                number: number;
            };
            cookie?: never;
        };
        /** One row as the file has it, for mending it. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    import_id: string;
                    number: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Row"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Mend a row; it is checked at once. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    import_id: string;
                    number: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RowInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Row"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        trace?: never;
    };
    "/api/imports/{import_id}/application": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Apply the rows that change something. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    import_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ApplicationInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/undoing": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what was applied, but for rows that something later touched. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    import_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give an import up; what was applied so far stays. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    import_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employments/{employment_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                employment_id: string;
            };
            cookie?: never;
        };
        /** The guard file of one employment. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    employment_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GuardFile"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employments/{employment_id}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                employment_id: string;
            };
            cookie?: never;
        };
        /** The latest checks of the guard on site while he was employed there. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    employment_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SiteChecks"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/labour-contracts/{entry_id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        /** The paper of a labour contract. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    entry_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employments/{employment_id}/labour-contracts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                employment_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write: labour contract. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    employment_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LabourContractInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LabourContract"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/labour-contracts/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Strike: labour contract. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    entry_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        options?: never;
        head?: never;
        /** Replace: labour contract. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The ETag of the version that was changed. */
                    "If-Match": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    entry_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LabourContractInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LabourContract"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        trace?: never;
    };
    "/api/employments/{employment_id}/insurances": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                employment_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write: insurance. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    employment_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["InsuranceInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Insurance"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insurances/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Strike: insurance. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    entry_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        options?: never;
        head?: never;
        /** Replace: insurance. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The ETag of the version that was changed. */
                    "If-Match": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    entry_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["InsuranceInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Insurance"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        trace?: never;
    };
    "/api/employments/{employment_id}/trainings": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                employment_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write: training. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    employment_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TrainingInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Training"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trainings/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Strike: training. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    entry_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        options?: never;
        head?: never;
        /** Replace: training. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The ETag of the version that was changed. */
                    "If-Match": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    entry_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TrainingInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Training"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        trace?: never;
    };
    "/api/employments/{employment_id}/rewards-punishments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                employment_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write: reward punishment. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    employment_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MeritInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Merit"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rewards-punishments/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Strike: reward punishment. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    entry_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        options?: never;
        head?: never;
        /** Replace: reward punishment. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The ETag of the version that was changed. */
                    "If-Match": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    entry_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MeritInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Merit"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        trace?: never;
    };
    "/api/employments/{employment_id}/equipment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                employment_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write: equipment. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    employment_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EquipmentInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Equipment"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/equipment/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Strike: equipment. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    entry_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        options?: never;
        head?: never;
        /** Replace: equipment. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The ETag of the version that was changed. */
                    "If-Match": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    entry_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EquipmentInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Equipment"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        trace?: never;
    };
    "/api/certificates/{certificate_id}/qr.png": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                certificate_id: string;
            };
            cookie?: never;
        };
        /** The card's code as PNG. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    certificate_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/{certificate_id}/qr.svg": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                certificate_id: string;
            };
            cookie?: never;
        };
        /** The card's code as SVG. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    certificate_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/{certificate_id}/card.png": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                certificate_id: string;
            };
            cookie?: never;
        };
        /** The card's front, 85.6 x 54 mm at 300 dpi. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    certificate_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/{certificate_id}/card.jpg": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                certificate_id: string;
            };
            cookie?: never;
        };
        /** The same as JPEG. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    certificate_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/{certificate_id}/card-back.png": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                certificate_id: string;
            };
            cookie?: never;
        };
        /** The card's back, of the same size. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    certificate_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/{certificate_id}/prints": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                certificate_id: string;
            };
            cookie?: never;
        };
        /** Each print of the card, and how often cards of its holder were given anew. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    certificate_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardPrints"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/{certificate_id}/reprint": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                certificate_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a card anew, with a reason: the former one is superseded; answers the new certificate. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    certificate_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReprintInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Certificate"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/card-batches/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many cards a choice makes, before they are printed. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChoiceInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Count"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/card-batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Batches of agencies within reach, the latest first. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardBatchSummaryPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Print cards as PDF sheets; a job does it. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BatchInput"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardBatch"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/card-batches/{batch_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        /** One batch: how far it is, and its files. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    batch_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardBatch"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/card-batches/{batch_id}/failures": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        /** What could not be printed, and why. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                };
                header?: never;
                path: {
                    batch_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardFailurePage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/card-batches/{batch_id}/files/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch_id: string;
                number: number;
            };
            cookie?: never;
        };
        /** One PDF of a batch. That it was fetched is written down. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    batch_id: string;
                    number: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agencies/{code}/card-template": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        /** The present template of an agency, or an earlier version. */
        get: {
            parameters: {
                query?: {
                    version?: number;
                };
                header?: never;
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardTemplate"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agencies/{code}/card-templates": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        /** All versions of an agency's template, the newest first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Templates"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Keep a new version; the next batch is printed with it. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TemplateInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardTemplate"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agencies/{code}/card-templates/preview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How both sides of a sample look in a design; nothing is kept. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DesignInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Preview"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guards/{guard_id}/card-codes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                guard_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A one-time code for a guard of one's own; an earlier one is void. No command: its answer is a secret that is kept nowhere. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    guard_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardCode"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guards/{guard_id}/electronic-cards": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                guard_id: string;
            };
            cookie?: never;
        };
        /** The phones that hold a guard's card. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    guard_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ElectronicCards"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/electronic-cards/{electronic_card_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                electronic_card_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take the card from a phone, for example a lost one: it learns so when it next asks. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    electronic_card_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take one's card onto a phone with number, identity number and one-time code. One answer, whichever of them is wrong. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TakeCardInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardOnPhone"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/card/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How the card on this phone stands now. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["KeyInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardState"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/card/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The holder removes the card from his phone. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["KeyInput"];
                };
            };
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own checks, the newest first. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VerificationPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Check a scanned code or a typed number; the check is kept. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The device that signed the command. */
                    "X-Device"?: string;
                    /** @description Its number on that device. */
                    "X-Sequence"?: number;
                    /** @description ES256, see docs/devices.md; base64url of r and s. */
                    "X-Device-Signature"?: string;
                    /** @description The device's clock, ms since 1970. */
                    "X-Device-Time"?: number;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["VerificationInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Verification"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/verifications/{verification_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                verification_id: string;
            };
            cookie?: never;
        };
        /** One check, as it was answered. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    verification_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Verification"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/verifications/{verification_id}/photo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                verification_id: string;
            };
            cookie?: never;
        };
        /** The photo on file of the person checked, to compare with the face. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    verification_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificate-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether each of up to 5,000 certificates is valid today. It changes nothing; what was asked is counted and written down. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CheckInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Check"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificate-checks/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same, asked with a spreadsheet of at most 2 MB; it is read beside the transaction and kept nowhere. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/vnd.ms-excel": string;
                    "application/vnd.oasis.opendocument.spreadsheet": string;
                    "text/csv": string;
                    "text/tab-separated-values": string;
                    "application/octet-stream": string;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Check"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificate-checks/workbook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same, answered as a workbook. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WorkbookInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{unit_id}/watches": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        /** The lists that the unit and its branches watch. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                };
                header?: never;
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WatchPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Watch a list of numbers: the unit is told when one of them is not any more what it is today. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WatchInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Watch"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/watches/{watch_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                watch_id: string;
            };
            cookie?: never;
        };
        /** One list. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    watch_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Watch"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        /** Watch a list no longer. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    watch_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        options?: never;
        head?: never;
        /** Give a list another name, or other numbers. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The ETag of the version that was changed. */
                    "If-Match": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    watch_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WatchChange"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Watch"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        trace?: never;
    };
    "/api/watches/{watch_id}/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                watch_id: string;
            };
            cookie?: never;
        };
        /** The numbers of a list with what holds today, and what the unit last took note of. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    changed?: boolean;
                };
                header?: never;
                path: {
                    watch_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WatchedPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/watches/{watch_id}/note": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                watch_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take note of what changed: what holds today is what the unit knows from now on. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    watch_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Watch"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts about cards that the own agency or those below issued. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    state?: "open" | "settled";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AlertPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many wait to be settled. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AlertCount"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/{alert_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alert_id: string;
            };
            cookie?: never;
        };
        /** One alert with both checks. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    alert_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Alert"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts/{alert_id}/settlement": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alert_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what came of it. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    alert_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AlertSettlementInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Alert"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/verifications/{verification_id}/elsewhere": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                verification_id: string;
            };
            cookie?: never;
        };
        /** Whether the card of one's own check was seen elsewhere too short a time before; asked within a day. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    verification_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SeenElsewhere"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/checklists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The checklists in force, one a kind of unit, and what can be found wrong with guards. */
        get: {
            parameters: {
                query?: {
                    unit_kind?: "security_company" | "branch" | "in_house_unit" | "training_unit";
                    on?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Checklists"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/checklists/{checklist_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                checklist_id: string;
            };
            cookie?: never;
        };
        /** One version of a checklist, also one no longer in force. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    checklist_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Checklist"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a picture that a record or an answer will name. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Media"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Records within one's reach, the latest first. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    unit_id?: string;
                    site_id?: string;
                    result?: "no_problem" | "corrected_on_site" | "rectification_required";
                    from?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InspectionSummaryPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Record a visit, or keep it for a supervisor. The same record sent again is answered with what is kept. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The device that signed the command. */
                    "X-Device"?: string;
                    /** @description Its number on that device. */
                    "X-Sequence"?: number;
                    /** @description ES256, see docs/devices.md; base64url of r and s. */
                    "X-Device-Signature"?: string;
                    /** @description The device's clock, ms since 1970. */
                    "X-Device-Time"?: number;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["InspectionInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Inspection"];
                    };
                };
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Quarantined"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspections/{inspection_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                inspection_id: string;
            };
            cookie?: never;
        };
        /** One record, whole. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    inspection_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Inspection"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspections/{inspection_id}/media/{media_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                inspection_id: string;
                media_id: string;
            };
            cookie?: never;
        };
        /** A photo or the signature of a record. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    inspection_id: string;
                    media_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/field-pack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an officer takes along: units, sites, rosters, checklists, colleagues, open notices. 304 for who holds the same already. */
        get: {
            parameters: {
                query?: {
                    latitude?: number;
                    longitude?: number;
                    division_code?: string;
                    unit_ids?: string[];
                    plan?: string;
                    device_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FieldPack"];
                    };
                };
                /** @description Not modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/field-pack/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a phone keeps the field pack; asked before the officer chooses a PIN for it. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FieldPackRules"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{upload_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        /** How much of a file is kept, and where to go on. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    upload_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Upload"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        /** Send a part of a file; the last one makes a picture of it, under the same id. */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    upload_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": string;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Upload"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Records that name one as their officer and that one has not confirmed. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ToConfirmList"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/confirmations/{inspection_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                inspection_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Confirm that one was at a visit, also before its record arrives. Confirmed again, the first one stays. */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    inspection_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ConfirmationInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["KeptConfirmation"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits within one's reach, or was decided. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    state?: "open" | "decided";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandSummaryPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quarantine/{command_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                command_id: string;
            };
            cookie?: never;
        };
        /** One of them, whole: what came, why it waits, and what the register says. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    command_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Command"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quarantine/{command_id}/media/{media_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                command_id: string;
                media_id: string;
            };
            cookie?: never;
        };
        /** A picture of a record that waits. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    command_id: string;
                    media_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quarantine/{command_id}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                command_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record it, as of when it was done. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    command_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DecisionInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Command"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quarantine/{command_id}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                command_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do not record it; it is kept for a while, with the reason. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    command_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DecisionInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Command"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conflicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Records of one visit, or under one number, within one's reach. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    state?: "open" | "settled";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConflictPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conflicts/{conflict_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conflict_id: string;
            };
            cookie?: never;
        };
        /** One of them, side by side. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    conflict_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conflict"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conflicts/{conflict_id}/settlement": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                conflict_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that both stand, or which one holds. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    conflict_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["QuarantineSettlementInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conflict"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hand-in-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The key to which a phone seals what it exports; the first who asks in a year has it made. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HandInKey"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/handed-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take in one line of a file of another officer's phone. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["HandedInInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HandedIn"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Notices within one's reach, the latest first or by deadline. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    state?: "open" | "answered" | "closed" | "proposed" | "pending";
                    unit_id?: string;
                    site_id?: string;
                    inspection_id?: string;
                    agency?: string;
                    overdue?: boolean;
                    recheck_requested?: boolean;
                    escalated?: boolean;
                    sort?: "issued" | "due";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeSummaryPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many wait, are overdue, and are to be looked at again. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeCount"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/{notice_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
            };
            cookie?: never;
        };
        /** One notice with its items, what happened, and proposed penalties. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    notice_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notice"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/{notice_id}/photos/{media_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
                media_id: string;
            };
            cookie?: never;
        };
        /** A photo of an answer. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    notice_id: string;
                    media_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/{notice_id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what the unit did about some items, with photos sent before as `answer_photo`. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    notice_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AnswerInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notice"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/{notice_id}/recheck-requests": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the police to look again, once every item is answered. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    notice_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RecheckRequestInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notice"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/{notice_id}/extensions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a later deadline, with the reason. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    notice_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ExtensionInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notice"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/{notice_id}/closure": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a notice whose items are put right, or on which a penalty follows. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    notice_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ClosureInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notice"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/{notice_id}/penalty-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose a penalty by a provision in force today. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    notice_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PenaltyProposalInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notice"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/penalty-provisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The law's penalties in force on a day. */
        get: {
            parameters: {
                query?: {
                    on?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Provisions"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The papers of a visit or notice; those that no worker has made yet are made now. */
        get: {
            parameters: {
                query?: {
                    inspection_id?: string;
                    notice_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Papers"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/papers/{paper_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paper_id: string;
            };
            cookie?: never;
        };
        /** The PDF. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    paper_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/papers/{paper_id}/take-along": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paper_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A code that opens this paper for some minutes. No command: its answer is a secret that is kept nowhere. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    paper_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TakeAlong"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/papers/public/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        /** Whether there is such a paper, and the digest of its file. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PublicPaper"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/papers/public/{token}/file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The PDF, with a code to take it along. One answer for every code that opens nothing. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PaperCodeInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tasks within one's reach, what is overdue first. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    scope?: "mine" | "agency" | "area";
                    state?: "open" | "done" | "dropped";
                    kind?: "recheck" | "duty" | "alert";
                    unit_id?: string;
                    site_id?: string;
                    notice_id?: string;
                    inspection_id?: string;
                    overdue?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TaskPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/nearby": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is to be done near a place; asked by POST, so that no address holds where an officer is. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NearbyInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Nearby"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        /** One task. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    task_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Give a task to an officer, or take it back. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description The ETag of the version that was changed. */
                    "If-Match": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    task_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AssignmentInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        trace?: never;
    };
    "/api/tasks/{task_id}/dismissal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a duty fall, with the reason. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    task_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DropInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plans/{day}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                day: string;
            };
            cookie?: never;
        };
        /** One's own plan of a day. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    day: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DayPlan"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        /** Replace one's own plan of a day. The same plan again changes nothing, whichever version it was made on. */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of the version that was changed. */
                    "If-Match": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    day: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DayPlanInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DayPlan"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warnings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Warnings of the own units, the most urgent first. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    state?: "open" | "muted" | "done";
                    kind?: "certificate_revoked" | "certificate_cancelled" | "certificate_suspended" | "certificate_expired" | "certificate_expiring" | "guard_without_photo" | "guard_without_contract" | "notice_due" | "watched_changed" | "shortfall" | "contract_ending" | "contract_ended" | "transfer_waiting";
                    unit_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WarningPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warnings/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many are open, by kind, and as of when. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WarningCount"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warnings/{warning_id}/muting": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                warning_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a warning aside until a day. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    warning_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WarningMutingInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Warning"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warnings/{warning_id}/unmuting": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                warning_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a warning up again before its day. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    warning_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Warning"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** In which browsers the own account is told, and what to subscribe with. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OwnPush"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Be told in this browser from now on; whoever was told there is no more. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PushSubscriptionInput"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OwnPush"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/push/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Be told no more in one of the own browsers; harmless for one that is gone. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PushRemovalInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OwnPush"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/own/digest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether, when and where the own account gets a digest. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OwnDigest"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        /** Switch it on or off, and say when and where to. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DigestInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OwnDigest"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guards/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take out the guards one sees, or those of a search. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GuardExport"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take out the units one sees. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UnitExport"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/certificates/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take out the certificates one sees. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CertificateExport"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspections/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take out the inspections one sees. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["InspectionExport"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{unit_id}/roster/export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                unit_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take out the roster of a unit. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The command's own UUID. The same command sent again gets the recorded answer. */
                    "Idempotency-Key": string;
                    /** @description From GET /api/session. */
                    "X-CSRFToken": string;
                };
                path: {
                    unit_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RosterExport"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{job_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        /** The file of one's own export. That it was fetched is written down. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether a certificate is good, asked by number and name or by a presented card. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LookupInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Lookup"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the transparency log holds of a presented card, with proofs: its issue, and what made its present state. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CardInput"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CardLog"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest acts within one's reach. */
        get: {
            parameters: {
                query?: {
                    cursor?: string | null;
                    limit?: number;
                    action?: "register" | "change" | "change_photo" | "disclose" | "plan" | "activate" | "retire" | "issue" | "suspend" | "reinstate" | "revoke" | "cancel" | "replace" | "import" | "begin_apply" | "apply" | "begin_undo" | "undo" | "take_back" | "reopen" | "fail" | "hire" | "leave" | "post" | "unpost" | "close" | "record" | "refuse" | "limit" | "open" | "disable" | "enable" | "change_password" | "reset_password" | "sign_in" | "sign_in_failed" | "sign_in_begun" | "proof_failed" | "confirm" | "add_passkey" | "remove_passkey" | "add_totp" | "remove_totp" | "make_recovery_codes" | "use_recovery_code" | "reset_second_factor" | "passkey_counter_back" | "sign_out" | "make" | "ask_export" | "export" | "ask_print" | "print" | "save" | "make_card_code" | "make_paper_code" | "open_paper" | "take_electronic_card" | "remove_electronic_card" | "download" | "take_over" | "propose" | "accept" | "decline" | "withdraw" | "lapse" | "send" | "remove" | "look_into" | "sign" | "terminate" | "file" | "add_paper" | "set_needs" | "report" | "enrol" | "settle" | "subscribe" | "unsubscribe" | "mute" | "unmute" | "invite" | "check" | "watch" | "take_note" | "unwatch" | "quarantine" | "reject" | "answer" | "request_recheck" | "extend" | "recheck" | "propose_penalty" | "escalate" | "assign" | "drop" | "create" | "restore" | "load";
                    subject_type?: "unit" | "guard" | "certificate" | "employment" | "posting" | "site" | "client" | "contract" | "document" | "inspection" | "invitation" | "certificate_list" | "watch" | "labour_contract" | "insurance" | "training" | "reward_punishment" | "equipment" | "account" | "session" | "passkey" | "signing_key" | "card_batch" | "paper" | "card_template" | "import" | "export" | "job" | "log" | "transfer" | "log_fork" | "device" | "alert" | "digest" | "push_subscription" | "warning" | "verification" | "notice" | "task" | "command" | "conflict" | "upload" | "agency" | "electronic_card" | "backup" | "demo";
                    subject_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditEventPage"];
                    };
                };
                422: components["responses"]["UNPROCESSABLE_ENTITY"];
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Health"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The database answers, is migrated, and the data folder can be written.
         * @description A silent storage of pictures is told but does not make the process unready: it is silent to all hosts alike,
         *     and they still check cards.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Readiness"];
                    };
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The values, for whoever brings the token; for all others there is nothing here. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["DEFAULT_ERROR"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        FieldProblem: {
            field: string;
            code: string;
            message: string;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            errors: components["schemas"]["FieldProblem"][];
        } & {
            [key: string]: unknown;
        };
        PaginationMetadata: {
            /** @description Total number of items. */
            total?: number;
            /** @description Total number of pages. */
            total_pages?: number;
            /** @description First available page number. */
            first_page?: number;
            /** @description Last available page number. */
            last_page?: number;
            /** @description Current page number. */
            page?: number;
            /** @description Previous page number. */
            previous_page?: number;
            /** @description Next page number. */
            next_page?: number;
        };
        Division: {
            code: string;
            name: string;
            /** @enum {string} */
            level: "province" | "city" | "county" | "township";
            parent_code: string | null;
        };
        DivisionPage: {
            items: components["schemas"]["Division"][];
            next_cursor: string | null;
        };
        Agency: {
            code: string;
            name: string;
            /** @enum {string} */
            level: "province" | "city" | "county" | "station";
            parent_code: string | null;
            division_code: string;
        };
        AgencyPage: {
            items: components["schemas"]["Agency"][];
            next_cursor: string | null;
        };
        UnitSummary: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "security_company" | "branch" | "in_house_unit" | "training_unit";
            name: string;
            uscc: string;
            address: string;
            division_code: string;
            division_name: string;
            agency_code: string;
            agency_name: string;
            /** @enum {string} */
            status: "active" | "suspended" | "closed";
        };
        UnitSummaryPage: {
            items: components["schemas"]["UnitSummary"][];
            next_cursor: string | null;
        };
        UnitInput: {
            name: string;
            uscc: string;
            legal_representative: string;
            phone?: string | null;
            address: string;
            division_code: string;
            agency_code: string;
            registered_capital_yuan?: number | null;
            /** @enum {string} */
            ownership: "state" | "collective" | "private" | "joint" | "foreign";
            services: ("01" | "02" | "03" | "04" | "05" | "06" | "07" | "08" | "09")[];
            /** @enum {string} */
            kind: "security_company" | "branch" | "in_house_unit" | "training_unit";
            /**
             * Format: uuid
             * @default null
             */
            parent_unit_id?: string | null;
        };
        Unit: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "security_company" | "branch" | "in_house_unit" | "training_unit";
            name: string;
            uscc: string;
            address: string;
            division_code: string;
            division_name: string;
            agency_code: string;
            agency_name: string;
            /** @enum {string} */
            status: "active" | "suspended" | "closed";
            legal_representative: string;
            phone: string | null;
            registered_capital_yuan: number | null;
            /** @enum {string} */
            ownership: "state" | "collective" | "private" | "joint" | "foreign";
            services: ("01" | "02" | "03" | "04" | "05" | "06" | "07" | "08" | "09")[];
            status_reason: string | null;
            /** Format: uuid */
            parent_unit_id: string | null;
            parent_unit_name: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        UnitChange: {
            name?: string;
            uscc?: string;
            legal_representative?: string;
            phone?: string | null;
            address?: string;
            division_code?: string;
            agency_code?: string;
            registered_capital_yuan?: number | null;
            /** @enum {string} */
            ownership?: "state" | "collective" | "private" | "joint" | "foreign";
            services?: ("01" | "02" | "03" | "04" | "05" | "06" | "07" | "08" | "09")[];
            /** @enum {string} */
            status?: "active" | "suspended" | "closed";
            status_reason?: string;
        };
        OwnAccount: {
            /** Format: uuid */
            id: string;
            name: string;
            police_number: string | null;
            agency_code: string | null;
            agency_name: string | null;
            user_name: string;
            /** @enum {string} */
            role: "province_officer" | "city_officer" | "county_officer" | "station_officer" | "company_manager" | "system_administrator";
            /** @enum {string} */
            profile: "all" | "rosters" | "contracts" | "read_only";
            /** Format: uuid */
            unit_id: string | null;
            unit_name: string | null;
        };
        Session: {
            account: components["schemas"]["OwnAccount"] | null;
            csrf_token: string;
            permissions: string[];
            must_change_password: boolean;
            /** @enum {string} */
            second_factor: "none" | "required" | "enrol";
            second_factor_ways: ("passkey" | "totp" | "recovery_code")[];
            idle_limit_s: number;
            /** Format: date-time */
            server_time: string;
        };
        SignIn: {
            user_name: string;
            password: string;
            /** Format: uuid */
            device_id?: string;
        };
        PasswordChange: {
            current_password: string;
            new_password: string;
        };
        OwnSession: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_seen_at: string;
            address: string;
            user_agent: string;
            current: boolean;
        };
        OwnSessions: {
            items: components["schemas"]["OwnSession"][];
        };
        Account: {
            /** Format: uuid */
            id: string;
            name: string;
            police_number: string | null;
            agency_code: string | null;
            agency_name: string | null;
            user_name: string;
            /** @enum {string} */
            role: "province_officer" | "city_officer" | "county_officer" | "station_officer" | "company_manager" | "system_administrator";
            /** @enum {string} */
            profile: "all" | "rosters" | "contracts" | "read_only";
            /** Format: uuid */
            unit_id: string | null;
            unit_name: string | null;
            /** @enum {string} */
            status: "active" | "disabled";
            must_change_password: boolean;
            second_factor: boolean;
            /** Format: date-time */
            last_sign_in_at: string | null;
            /** Format: date-time */
            created_at: string;
        };
        AccountPage: {
            items: components["schemas"]["Account"][];
            next_cursor: string | null;
        };
        AccountInput: {
            user_name: string;
            name: string;
            /** @enum {string} */
            role: "province_officer" | "city_officer" | "county_officer" | "station_officer" | "company_manager" | "system_administrator";
            /** @default null */
            agency_code?: string | null;
            /** @default null */
            police_number?: string | null;
            /**
             * Format: uuid
             * @default null
             */
            unit_id?: string | null;
        };
        FirstPassword: {
            account: components["schemas"]["Account"];
            first_password: string;
        };
        AccountChange: {
            name?: string;
            police_number?: string | null;
            agency_code?: string;
        };
        Reason: {
            reason: string;
        };
        Officer: {
            /** Format: uuid */
            id: string;
            name: string;
            police_number: string | null;
            agency_code: string | null;
            agency_name: string | null;
        };
        OfficerPage: {
            items: components["schemas"]["Officer"][];
            next_cursor: string | null;
        };
        PasskeyOptions: {
            options: {
                [key: string]: unknown;
            };
        };
        PasskeyAnswer: {
            credential_id: string;
            client_data: string;
            authenticator_data: string;
            signature: string;
            /** @default null */
            user_handle?: string | null;
        };
        Proof: {
            /** @default null */
            passkey?: components["schemas"]["PasskeyAnswer"] | null;
            /** @default null */
            totp_code?: string | null;
            /** @default null */
            recovery_code?: string | null;
        };
        Confirmation: {
            password: string;
        };
        Passkey: {
            /** Format: uuid */
            id: string;
            name: string;
            backed_up: boolean;
            /** Format: date-time */
            added_at: string;
            /** Format: date-time */
            last_used_at: string | null;
        };
        Totp: {
            /** Format: date-time */
            added_at: string;
            /** Format: date-time */
            last_used_at: string | null;
        };
        SecondFactor: {
            required: boolean;
            due: boolean;
            passkeys: components["schemas"]["Passkey"][];
            totp: components["schemas"]["Totp"] | null;
            recovery_codes_left: number;
        };
        PasskeyInput: {
            name: string;
            credential_id: string;
            client_data: string;
            attestation_object: string;
            transports?: ("usb" | "nfc" | "ble" | "smart-card" | "internal" | "cable" | "hybrid")[];
        };
        TotpSetup: {
            secret: string;
            uri: string;
            qr: string[];
        };
        TotpCode: {
            code: string;
        };
        RecoveryCodes: {
            codes: string[];
        };
        Colleague: {
            /** Format: uuid */
            id: string;
            user_name: string;
            name: string;
            /** @enum {string} */
            profile: "all" | "rosters" | "contracts" | "read_only";
            /** @enum {string} */
            status: "active" | "disabled";
            /** Format: uuid */
            unit_id: string;
            unit_name: string;
            second_factor: boolean;
            /** Format: date-time */
            last_sign_in_at: string | null;
            /** Format: date-time */
            created_at: string;
            version: number;
        };
        ColleaguePage: {
            items: components["schemas"]["Colleague"][];
            next_cursor: string | null;
        };
        ColleagueChange: {
            /** @enum {string} */
            profile: "all" | "rosters" | "contracts" | "read_only";
        };
        Invitation: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            unit_id: string;
            unit_name: string;
            name: string;
            /** @enum {string} */
            profile: "all" | "rosters" | "contracts" | "read_only";
            /** @enum {string} */
            state: "open" | "accepted" | "revoked" | "expired";
            invited_by_name: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            accepted_at: string | null;
            /** Format: date-time */
            revoked_at: string | null;
        };
        InvitationPage: {
            items: components["schemas"]["Invitation"][];
            next_cursor: string | null;
        };
        InvitationInput: {
            name: string;
            /** @enum {string} */
            profile: "all" | "rosters" | "contracts" | "read_only";
        };
        MadeInvitation: {
            invitation: components["schemas"]["Invitation"];
            link: string;
            qr: string[];
        };
        InvitationCode: {
            code: string;
        };
        Offer: {
            name: string;
            unit_name: string;
            /** @enum {string} */
            profile: "all" | "rosters" | "contracts" | "read_only";
            invited_by_name: string;
            /** Format: date-time */
            expires_at: string;
        };
        Acceptance: {
            code: string;
            user_name: string;
            new_password: string;
        };
        OwnDevice: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            state: "active" | "silent" | "revoked";
            /** Format: date-time */
            enrolled_at: string;
            /** Format: date-time */
            last_seen_at: string | null;
            last_sequence: number;
            missing: number;
            /** Format: date-time */
            revoked_at: string | null;
            revoked_reason: string | null;
        };
        OwnDevices: {
            items: components["schemas"]["OwnDevice"][];
        };
        Challenge: {
            challenge: string;
        };
        DeviceInput: {
            name: string;
            /** Format: uuid */
            id: string;
            public_key: string;
            signature: string;
        };
        DeviceName: {
            name: string;
        };
        DeviceReason: {
            reason: string;
        };
        VoidInput: {
            sequence: number;
        };
        Void: {
            /** Format: uuid */
            id: string;
            sequence: number;
        };
        Device: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            state: "active" | "silent" | "revoked";
            /** Format: date-time */
            enrolled_at: string;
            /** Format: date-time */
            last_seen_at: string | null;
            last_sequence: number;
            missing: number;
            /** Format: date-time */
            revoked_at: string | null;
            revoked_reason: string | null;
            /** Format: uuid */
            account_id: string;
            account_name: string;
            agency_code: string | null;
            agency_name: string | null;
        };
        DevicePage: {
            items: components["schemas"]["Device"][];
            next_cursor: string | null;
        };
        Gap: {
            first: number;
            last: number;
            /** Format: date-time */
            since: string;
        };
        Gaps: {
            items: components["schemas"]["Gap"][];
            voided: number[];
        };
        JobFile: {
            name: string;
            size: number;
            rows: number;
            /** Format: date-time */
            expires_at: string;
        };
        Job: {
            /** Format: uuid */
            id: string;
            kind: string;
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "failed" | "cancelled";
            done: number;
            total: number | null;
            doing: string | null;
            attempts: number;
            cancelling: boolean;
            problem: string | null;
            mine: boolean;
            agency_code: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            ended_at: string | null;
            file: components["schemas"]["JobFile"] | null;
        };
        JobPage: {
            items: components["schemas"]["Job"][];
            next_cursor: string | null;
        };
        Document: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            media_type: "application/pdf" | "image/jpeg";
            size: number;
            /** Format: date */
            keep_until: string | null;
            /** Format: date-time */
            created_at: string;
        };
        GuardSearch: {
            /** @default null */
            cursor?: string | null;
            /** @default 20 */
            limit?: number;
            /** @default  */
            q?: string;
            /**
             * Format: uuid
             * @default null
             */
            unit_id?: string | null;
            /**
             * @default null
             * @enum {string|null}
             */
            certificate_state?: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired" | null;
        };
        GuardSummary: {
            /** Format: uuid */
            id: string;
            name: string;
            identity_number_masked: string;
            has_photo: boolean;
            /** Format: uuid */
            unit_id: string | null;
            unit_name: string | null;
            certificate_number: string | null;
            /** @enum {string|null} */
            certificate_state: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired" | null;
            /** Format: date */
            certificate_expires_on: string | null;
        };
        GuardSummaryPage: {
            items: components["schemas"]["GuardSummary"][];
            next_cursor: string | null;
        };
        GuardInput: {
            name: string;
            identity_number: string;
            phone: string;
            /** @enum {string} */
            education: "junior_middle" | "senior_middle" | "secondary_vocational" | "junior_college" | "bachelor" | "postgraduate";
            address: string;
            /** @default null */
            agency_code?: string | null;
        };
        Guard: {
            /** Format: uuid */
            id: string;
            name: string;
            identity_number_masked: string;
            has_photo: boolean;
            /** Format: uuid */
            unit_id: string | null;
            unit_name: string | null;
            certificate_number: string | null;
            /** @enum {string|null} */
            certificate_state: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired" | null;
            /** Format: date */
            certificate_expires_on: string | null;
            /** @enum {string} */
            sex: "male" | "female";
            birth_year: number;
            phone_masked: string;
            /** @enum {string} */
            education: "junior_middle" | "senior_middle" | "secondary_vocational" | "junior_college" | "bachelor" | "postgraduate";
            address: string;
            /** @enum {string} */
            status: "active" | "inactive" | "deceased";
            agency_code: string;
            agency_name: string;
            /** Format: date */
            registered_on: string;
            /** Format: date-time */
            updated_at: string;
        };
        GuardChange: {
            name?: string;
            phone?: string;
            /** @enum {string} */
            education?: "junior_middle" | "senior_middle" | "secondary_vocational" | "junior_college" | "bachelor" | "postgraduate";
            address?: string;
            /** @enum {string} */
            status?: "active" | "inactive" | "deceased";
        };
        DisclosureInput: {
            reason: string;
        };
        Disclosure: {
            identity_number: string;
            phone: string;
        };
        Inclusion: {
            index: number;
            tree_size: number;
            hashes: string[];
        };
        Consistency: {
            from: number;
            to: number;
            hashes: string[];
        };
        LogEntry: {
            index: number;
            /** @enum {string} */
            kind: "issue" | "suspend" | "reinstate" | "revoke" | "cancel" | "replace" | "key_planned" | "key_activated" | "key_retired" | "key_revoked";
            at: number;
            taken_over: boolean;
            content: string;
        };
        LogEntries: {
            items: components["schemas"]["LogEntry"][];
        };
        ForkInput: {
            known: string;
            offered: string;
        };
        ForkReported: {
            /** Format: date-time */
            reported_at: string;
        };
        CheckpointState: {
            tree_size: number;
            root: string;
            /** Format: date-time */
            at: string;
        };
        Fork: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            reported_at: string;
            known: components["schemas"]["CheckpointState"];
            offered: components["schemas"]["CheckpointState"];
        };
        LogState: {
            size: number;
            begun: boolean;
            waiting: number;
            checkpoint: components["schemas"]["CheckpointState"] | null;
            forks: components["schemas"]["Fork"][];
        };
        Certificate: {
            /** Format: uuid */
            id: string;
            number: string;
            /** Format: uuid */
            guard_id: string;
            guard_name: string;
            agency_code: string;
            agency_name: string;
            /** Format: date */
            issued_on: string;
            /** Format: date */
            expires_on: string | null;
            /** @enum {string} */
            state: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired";
            /** Format: date */
            state_since: string;
            state_reason: string | null;
            /** Format: uuid */
            replaced_by_id: string | null;
            allowed_acts: ("suspend" | "reinstate" | "revoke" | "cancel" | "replace")[];
            public_url: string;
        };
        CertificatePage: {
            items: components["schemas"]["Certificate"][];
            next_cursor: string | null;
        };
        Certificates: {
            items: components["schemas"]["Certificate"][];
        };
        CertificateInput: {
            /** Format: uuid */
            guard_id: string;
            /** Format: date */
            issued_on: string;
            /** Format: date */
            expires_on?: string | null;
            number?: string;
        };
        CertificateEvent: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            act: "issue" | "suspend" | "reinstate" | "revoke" | "cancel" | "replace";
            /** Format: date */
            on: string;
            reason: string | null;
            agency_code: string;
            agency_name: string;
            account_name: string | null;
            /** Format: date-time */
            at: string;
        };
        CertificateEvents: {
            items: components["schemas"]["CertificateEvent"][];
        };
        ActInput: {
            reason: string;
            /** Format: date */
            effective_on: string;
        };
        ReplacementInput: {
            reason: string;
            /** Format: date */
            issued_on: string;
            /** Format: date */
            expires_on?: string | null;
        };
        TrustedKey: {
            key_id: number;
            /** @enum {string} */
            algorithm: "ES256" | "SM2";
            public_key: string;
            /** Format: date-time */
            valid_from: string;
            /** Format: date-time */
            valid_until: string | null;
            /** Format: date-time */
            revoked_at: string | null;
        };
        TrustList: {
            version: number;
            /** Format: date-time */
            issued_at: string;
            card_origin: string;
            keys: components["schemas"]["TrustedKey"][];
        };
        SigningKey: {
            key_id: number;
            /** @enum {string} */
            purpose: "card" | "list";
            /** @enum {string} */
            state: "planned" | "active" | "retired" | "revoked";
            /** @enum {string} */
            algorithm: "ES256" | "SM2";
            /** @enum {string} */
            signer: "embedded" | "pkcs11";
            /** Format: date-time */
            planned_at: string | null;
            /** Format: date-time */
            valid_from: string;
            /** Format: date-time */
            activated_at: string | null;
            /** Format: date-time */
            valid_until: string | null;
            /** Format: date-time */
            revoked_at: string | null;
            revoked_reason: string | null;
            cards: number | null;
        };
        Publication: {
            /** @enum {string} */
            kind: "trust" | "status";
            version: number;
            key_id: number;
            /** Format: date-time */
            published_at: string;
            /** Format: date-time */
            expires_at: string;
            size: number;
            entries: number;
            not_valid: number;
        };
        SigningKeys: {
            items: components["schemas"]["SigningKey"][];
            lists: components["schemas"]["Publication"][];
            waiting: number;
            cards_per_key: number;
        };
        SigningKeyInput: {
            /** @enum {string} */
            purpose: "card" | "list";
            /** @enum {string} */
            algorithm?: "ES256" | "SM2";
        };
        RotationInput: {
            /** @enum {string} */
            purpose: "card" | "list";
            /** @default false */
            at_once?: boolean;
        };
        PublicationState: {
            lists: components["schemas"]["Publication"][];
            waiting: number;
        };
        KeyRevocationInput: {
            reason: string;
        };
        Affected: {
            number: string;
            agency_code: string;
            agency_name: string;
            /** Format: date */
            issued_on: string;
            /** Format: date */
            expires_on: string | null;
            /** @enum {string} */
            state: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired";
        };
        AffectedPage: {
            items: components["schemas"]["Affected"][];
            next_cursor: string | null;
        };
        RosterSearch: {
            /** @default null */
            cursor?: string | null;
            /** @default 20 */
            limit?: number;
            /** @default  */
            q?: string;
            /**
             * @default null
             * @enum {string|null}
             */
            certificate_state?: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired" | null;
            /**
             * Format: uuid
             * @default null
             */
            site_id?: string | null;
        };
        RosterPosting: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            site_id: string;
            site_name: string;
        };
        RosterEntry: {
            /** Format: uuid */
            employment_id: string;
            guard: components["schemas"]["GuardSummary"];
            position: string;
            /** Format: date */
            started_on: string;
            postings: components["schemas"]["RosterPosting"][];
        };
        RosterEntryPage: {
            items: components["schemas"]["RosterEntry"][];
            next_cursor: string | null;
        };
        Hire: {
            /** @default null */
            identity_number?: string | null;
            /** @default null */
            certificate_number?: string | null;
            name: string;
            position: string;
            /** Format: date */
            started_on: string;
        };
        Leaving: {
            /** Format: date */
            ended_on: string;
            /** @enum {string} */
            leaving_reason: "resigned" | "dismissed" | "contract_ended" | "retired" | "died" | "moved" | "other";
            /** @default  */
            leaving_note?: string;
        };
        Employment: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            unit_id: string;
            unit_name: string;
            /** Format: uuid */
            guard_id: string;
            position: string;
            /** Format: date */
            started_on: string;
            /** Format: date */
            ended_on: string | null;
            /** @enum {string|null} */
            leaving_reason: "resigned" | "dismissed" | "contract_ended" | "retired" | "died" | "moved" | "other" | "transferred" | null;
            leaving_note: string | null;
        };
        Employments: {
            items: components["schemas"]["Employment"][];
        };
        Client: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            unit_id: string;
            name: string;
            uscc: string | null;
            /** @enum {string|null} */
            kind: "enterprise" | "institution" | "state_organ" | "school" | "hospital" | "bank" | "residential" | "construction" | "market" | "event" | "entertainment" | "other" | null;
            contact_name: string | null;
            phone_masked: string | null;
            /** Format: date-time */
            created_at: string;
        };
        ClientPage: {
            items: components["schemas"]["Client"][];
            next_cursor: string | null;
        };
        ClientInput: {
            name: string;
            /** @default null */
            uscc?: string | null;
            /**
             * @default null
             * @enum {string|null}
             */
            kind?: "enterprise" | "institution" | "state_organ" | "school" | "hospital" | "bank" | "residential" | "construction" | "market" | "event" | "entertainment" | "other" | null;
            /** @default null */
            contact_name?: string | null;
            /** @default null */
            contact_phone?: string | null;
        };
        WholeClient: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            unit_id: string;
            name: string;
            uscc: string | null;
            /** @enum {string|null} */
            kind: "enterprise" | "institution" | "state_organ" | "school" | "hospital" | "bank" | "residential" | "construction" | "market" | "event" | "entertainment" | "other" | null;
            contact_name: string | null;
            phone_masked: string | null;
            /** Format: date-time */
            created_at: string;
            contact_phone: string | null;
        };
        ClientChange: {
            name?: string;
            uscc?: string | null;
            /** @enum {string|null} */
            kind?: "enterprise" | "institution" | "state_organ" | "school" | "hospital" | "bank" | "residential" | "construction" | "market" | "event" | "entertainment" | "other" | null;
            contact_name?: string | null;
            contact_phone?: string | null;
        };
        Site: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            unit_id: string;
            unit_name: string;
            /** @enum {string} */
            unit_kind: "security_company" | "branch" | "in_house_unit" | "training_unit";
            /** Format: uuid */
            client_id: string | null;
            client_name: string | null;
            name: string;
            address: string;
            division_code: string;
            division_name: string;
            agency_code: string;
            agency_name: string;
            latitude: number | null;
            longitude: number | null;
            /** @enum {string} */
            status: "active" | "closed";
            posted_count: number;
            distance_m: number | null;
            /** Format: date-time */
            updated_at: string;
        };
        SitePage: {
            items: components["schemas"]["Site"][];
            next_cursor: string | null;
        };
        SiteInput: {
            name: string;
            address: string;
            division_code: string;
            /**
             * Format: uuid
             * @default null
             */
            client_id?: string | null;
            /** @default null */
            latitude?: number | null;
            /** @default null */
            longitude?: number | null;
        };
        SiteChange: {
            name?: string;
            address?: string;
            division_code?: string;
            /** Format: uuid */
            client_id?: string | null;
            latitude?: number | null;
            longitude?: number | null;
        };
        Closure: {
            reason: string;
        };
        SiteRosterEntry: {
            /** Format: uuid */
            posting_id: string;
            /** Format: uuid */
            employment_id: string;
            guard: components["schemas"]["GuardSummary"];
            position: string;
            /** Format: date */
            started_on: string;
        };
        SiteRoster: {
            items: components["schemas"]["SiteRosterEntry"][];
        };
        PostingInput: {
            /** Format: uuid */
            employment_id: string;
            /** Format: date */
            started_on: string;
        };
        Posting: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            site_id: string;
            site_name: string;
            /** Format: uuid */
            employment_id: string;
            /** Format: uuid */
            guard_id: string;
            /** Format: date */
            started_on: string;
            /** Format: date */
            ended_on: string | null;
        };
        PostingEnd: {
            /** Format: date */
            ended_on: string;
        };
        Transfer: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            guard_id: string | null;
            guard_name: string;
            certificate_number: string | null;
            /** @enum {string|null} */
            certificate_state: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired" | null;
            /** Format: uuid */
            from_unit_id: string | null;
            from_unit_name: string | null;
            /** Format: uuid */
            to_unit_id: string;
            to_unit_name: string;
            position: string;
            /** Format: date */
            effective_on: string;
            /** @enum {string} */
            proposed_by: "from" | "to";
            /** @enum {string} */
            state: "proposed" | "accepted" | "declined" | "withdrawn" | "done" | "lapsed";
            /** @enum {string|null} */
            lapse_reason: "not_answered" | "left" | "other_transfer" | "unit_not_active" | "deceased" | null;
            note: string;
            answer_note: string;
            /** Format: date-time */
            proposed_at: string;
            /** Format: date */
            lapses_on: string;
            /** Format: date-time */
            accepted_at: string | null;
            /** Format: date-time */
            closed_at: string | null;
            incoming: boolean;
            may_answer: boolean;
            may_withdraw: boolean;
        };
        TransferPage: {
            items: components["schemas"]["Transfer"][];
            next_cursor: string | null;
        };
        Taking: {
            /** @default null */
            identity_number?: string | null;
            /** @default null */
            certificate_number?: string | null;
            name: string;
            position: string;
            /** Format: date */
            effective_on: string;
            /** @default  */
            note?: string;
        };
        Sending: {
            uscc: string;
            /** Format: date */
            effective_on: string;
            /** @default  */
            note?: string;
        };
        TransferAcceptance: {
            /** @default null */
            position?: string | null;
        };
        AnswerNote: {
            /** @default  */
            note?: string;
        };
        Flag: {
            /** @enum {string} */
            code: "entertainment_own_guards" | "in_house_outside" | "unlawful_request" | "contract_missing" | "contract_ended" | "province_not_filed";
            article: string;
        };
        ContractSummary: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            unit_id: string;
            /** Format: uuid */
            client_id: string;
            client_name: string;
            number: string;
            services: ("01" | "02" | "03" | "04" | "05" | "06" | "07" | "08" | "09")[];
            /** Format: date */
            starts_on: string;
            /** Format: date */
            ends_on: string;
            /** Format: date */
            last_day: string;
            /** @enum {string} */
            state: "draft" | "signed" | "ended" | "terminated";
            province_code: string | null;
            points_open: number;
            flags: components["schemas"]["Flag"][];
        };
        ContractSummaryPage: {
            items: components["schemas"]["ContractSummary"][];
            next_cursor: string | null;
        };
        ContractInput: {
            /** Format: uuid */
            client_id: string;
            number: string;
            services: ("01" | "02" | "03" | "04" | "05" | "06" | "07" | "08" | "09")[];
            /** Format: date */
            starts_on: string;
            /** Format: date */
            ends_on: string;
            /** @default null */
            province_code?: string | null;
        };
        ContractPoint: {
            code: string;
            zh: string;
            en: string;
            may_be_not_needed: boolean;
            /** @enum {string|null} */
            answer: "yes" | "not_needed" | "no" | null;
            note: string | null;
            account_name: string | null;
            /** Format: date */
            checked_on: string | null;
        };
        ContractPaper: {
            /** Format: uuid */
            document_id: string;
            /** @enum {string} */
            kind: "contract" | "supplement" | "client_licence" | "property_proof" | "authorisation" | "approval" | "other";
            title: string;
            /** @enum {string} */
            media_type: "application/pdf" | "image/jpeg";
            size: number;
            /** Format: date */
            keep_until: string | null;
            /** Format: date-time */
            added_at: string;
        };
        Filing: {
            province_code: string;
            /** Format: date */
            begins_on: string;
            /** Format: date */
            due_on: string;
            due_certain: boolean;
            /** @enum {string} */
            state: "due" | "handed_in";
            /** Format: date */
            handed_in_on: string | null;
            receipt: string | null;
        };
        ContractSite: {
            /** Format: uuid */
            site_id: string;
            site_name: string;
            address: string;
            /** @enum {string} */
            status: "active" | "closed";
            posted_count: number;
            flags: components["schemas"]["Flag"][];
        };
        Contract: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            unit_id: string;
            /** Format: uuid */
            client_id: string;
            client_name: string;
            number: string;
            services: ("01" | "02" | "03" | "04" | "05" | "06" | "07" | "08" | "09")[];
            /** Format: date */
            starts_on: string;
            /** Format: date */
            ends_on: string;
            /** Format: date */
            last_day: string;
            /** @enum {string} */
            state: "draft" | "signed" | "ended" | "terminated";
            province_code: string | null;
            points_open: number;
            flags: components["schemas"]["Flag"][];
            unit_name: string;
            /** Format: date */
            signed_on: string | null;
            /** Format: date */
            terminated_on: string | null;
            termination_reason: string | null;
            /** Format: date */
            keep_until: string | null;
            basis: string;
            points: components["schemas"]["ContractPoint"][];
            papers: components["schemas"]["ContractPaper"][];
            filing: components["schemas"]["Filing"] | null;
            sites: components["schemas"]["ContractSite"][];
            /** Format: date-time */
            updated_at: string;
        };
        ContractChange: {
            /** Format: uuid */
            client_id?: string;
            number?: string;
            services?: ("01" | "02" | "03" | "04" | "05" | "06" | "07" | "08" | "09")[];
            /** Format: date */
            starts_on?: string;
            /** Format: date */
            ends_on?: string;
            province_code?: string | null;
        };
        PointInput: {
            point: string;
            /** @enum {string} */
            answer: "yes" | "not_needed" | "no";
            /** @default  */
            note?: string;
        };
        Signing: {
            /** Format: date */
            signed_on: string;
        };
        Termination: {
            /** Format: date */
            ended_on: string;
            reason: string;
        };
        PaperInput: {
            /** Format: uuid */
            document_id: string;
            /** @enum {string} */
            kind: "contract" | "supplement" | "client_licence" | "property_proof" | "authorisation" | "approval" | "other";
            title: string;
        };
        FilingInput: {
            /** Format: date */
            handed_in_on: string;
            /** @default null */
            receipt?: string | null;
        };
        Standing: {
            /** Format: uuid */
            site_id: string;
            site_name: string;
            needed: number;
            posted: number;
            able: number;
            short: number;
            over: number;
        };
        Standings: {
            items: components["schemas"]["Standing"][];
        };
        ContractLink: {
            /** Format: uuid */
            id: string;
            number: string;
            client_name: string;
            /** Format: date */
            starts_on: string;
            /** Format: date */
            ends_on: string;
            /** @enum {string} */
            state: "draft" | "signed" | "ended" | "terminated";
        };
        PostFields: {
            shift: string;
            begins: string;
            ends: string;
            weekdays: number[];
            needed: number;
            position: string | null;
        };
        SiteNeeds: {
            /** Format: uuid */
            site_id: string;
            contract: components["schemas"]["ContractLink"] | null;
            /** @enum {string|null} */
            venue: "enterprise" | "institution" | "state_organ" | "school" | "hospital" | "bank" | "residential" | "construction" | "market" | "event" | "entertainment" | "other" | null;
            /** @enum {string|null} */
            client_kind: "enterprise" | "institution" | "state_organ" | "school" | "hospital" | "bank" | "residential" | "construction" | "market" | "event" | "entertainment" | "other" | null;
            posts: components["schemas"]["PostFields"][];
            standing: components["schemas"]["Standing"] | null;
            flags: components["schemas"]["Flag"][];
        };
        PostNeed: {
            shift: string;
            begins: string;
            ends: string;
            weekdays: number[];
            needed: number;
            position: string | null;
        };
        SiteNeedsInput: {
            /** Format: uuid */
            contract_id: string | null;
            /** @enum {string|null} */
            venue: "enterprise" | "institution" | "state_organ" | "school" | "hospital" | "bank" | "residential" | "construction" | "market" | "event" | "entertainment" | "other" | null;
            posts: components["schemas"]["PostNeed"][];
        };
        Counts: {
            hire: number;
            change: number;
            leave: number;
            same: number;
            refused: number;
            left_out: number;
            missing: number;
            applied: number;
            undone: number;
            not_undone: number;
        };
        Column: {
            index: number;
            heading: string;
            samples: string[];
            /** @enum {string|null} */
            field: "name" | "identity_number" | "certificate_number" | "position" | "started_on" | "site" | "site_until" | "phone" | "ended_on" | "leaving_reason" | null;
            /** @enum {string} */
            confidence: "sure" | "likely" | "none";
            remembered: boolean;
        };
        FirstRow: {
            number: number;
            cells: (string | null)[];
        };
        LeftOut: {
            number: number;
            reason: string;
        };
        Sheet: {
            index: number;
            name: string;
            hidden: boolean;
            row_count: number;
            column_count: number;
            header_row: number | null;
            proposed: boolean;
            columns: components["schemas"]["Column"][];
            first_rows: components["schemas"]["FirstRow"][];
            left_out: components["schemas"]["LeftOut"][];
        };
        ChosenColumn: {
            index: number;
            /** @enum {string|null} */
            field: "name" | "identity_number" | "certificate_number" | "position" | "started_on" | "site" | "site_until" | "phone" | "ended_on" | "leaving_reason" | null;
        };
        Mapping: {
            sheet: number;
            header_row: number;
            columns: components["schemas"]["ChosenColumn"][];
            /** Format: date */
            leaving_on: string | null;
            /** @enum {string|null} */
            leaving_reason: "resigned" | "dismissed" | "contract_ended" | "retired" | "died" | "moved" | "other" | null;
            leaving_note: string;
        };
        Import: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            unit_id: string;
            unit_name: string;
            file_name: string;
            size: number;
            /** @enum {string} */
            mode: "add" | "full_roster";
            /** @enum {string} */
            state: "reading" | "mapping" | "checking" | "ready" | "applying" | "applied" | "undoing" | "undone" | "failed" | "cancelled";
            problem: string | null;
            counts: components["schemas"]["Counts"];
            created_by: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            applied_at: string | null;
            /** Format: date-time */
            undone_at: string | null;
            /** Format: date-time */
            rows_until: string | null;
            sheets: components["schemas"]["Sheet"][];
            mapping: components["schemas"]["Mapping"] | null;
            confirm_leaving: number | null;
            job: components["schemas"]["Job"] | null;
            rows_gone: boolean;
        };
        ImportSummary: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            unit_id: string;
            unit_name: string;
            file_name: string;
            size: number;
            /** @enum {string} */
            mode: "add" | "full_roster";
            /** @enum {string} */
            state: "reading" | "mapping" | "checking" | "ready" | "applying" | "applied" | "undoing" | "undone" | "failed" | "cancelled";
            problem: string | null;
            counts: components["schemas"]["Counts"];
            created_by: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            applied_at: string | null;
            /** Format: date-time */
            undone_at: string | null;
            /** Format: date-time */
            rows_until: string | null;
        };
        ImportSummaryPage: {
            items: components["schemas"]["ImportSummary"][];
            next_cursor: string | null;
        };
        MappingInput: {
            sheet: number;
            header_row: number;
            columns: components["schemas"]["ChosenColumn"][];
            /**
             * Format: date
             * @default null
             */
            leaving_on?: string | null;
            /**
             * @default null
             * @enum {string|null}
             */
            leaving_reason?: "resigned" | "dismissed" | "contract_ended" | "retired" | "died" | "moved" | "other" | null;
            /** @default  */
            leaving_note?: string;
        };
        RowValues: {
            name: string | null;
            identity_number: string | null;
            certificate_number: string | null;
            position: string | null;
            started_on: string | null;
            site: string | null;
            site_until: string | null;
            phone: string | null;
            ended_on: string | null;
            leaving_reason: string | null;
        };
        Act: {
            /** @enum {string} */
            act: "hire" | "change_position" | "post" | "end_posting" | "leave";
            /** Format: date */
            on: string | null;
            site_name: string | null;
            position: string | null;
            was: string | null;
        };
        RowProblem: {
            code: string;
            refuses: boolean;
            /** @enum {string|null} */
            field: "name" | "identity_number" | "certificate_number" | "position" | "started_on" | "site" | "site_until" | "phone" | "ended_on" | "leaving_reason" | null;
            column: string | null;
            value: string | null;
            expected: string | null;
            rows: number[];
            suggestions: string[];
            /** Format: date */
            earliest: string | null;
            /** Format: date */
            latest: string | null;
        };
        Row: {
            number: number;
            in_file: boolean;
            /** @enum {string} */
            verdict: "hire" | "change" | "leave" | "same" | "refused" | "left_out";
            edited: boolean;
            values: components["schemas"]["RowValues"];
            acts: components["schemas"]["Act"][];
            problems: components["schemas"]["RowProblem"][];
            /** Format: date-time */
            applied_at: string | null;
            /** Format: date-time */
            undone_at: string | null;
            undo_problem: string | null;
        };
        RowPage: {
            items: components["schemas"]["Row"][];
            next_cursor: string | null;
        };
        RowValuesInput: {
            /** @default null */
            name?: string | null;
            /** @default null */
            identity_number?: string | null;
            /** @default null */
            certificate_number?: string | null;
            /** @default null */
            position?: string | null;
            /** @default null */
            started_on?: string | null;
            /** @default null */
            site?: string | null;
            /** @default null */
            site_until?: string | null;
            /** @default null */
            phone?: string | null;
            /** @default null */
            ended_on?: string | null;
            /** @default null */
            leaving_reason?: string | null;
        };
        RowInput: {
            values: components["schemas"]["RowValuesInput"];
        };
        ApplicationInput: {
            /** @default false */
            only_good?: boolean;
            /** @default null */
            confirm_leaving?: number | null;
        };
        LabourContract: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            employment_id: string;
            version: number;
            /** @enum {string} */
            kind: "fixed_term" | "open_ended" | "task_based";
            number: string | null;
            /** Format: date */
            starts_on: string;
            /** Format: date */
            ends_on: string | null;
            /** Format: uuid */
            document_id: string | null;
        };
        Insurance: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            employment_id: string;
            version: number;
            /** @enum {string} */
            kind: "social" | "work_injury" | "accident" | "liability" | "other";
            insurer: string;
            number: string | null;
            /** Format: date */
            starts_on: string;
            /** Format: date */
            ends_on: string | null;
        };
        Training: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            employment_id: string;
            version: number;
            topic: string;
            hours: number;
            /** Format: date */
            held_on: string;
            held_by: string;
        };
        Merit: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            employment_id: string;
            version: number;
            /** @enum {string} */
            kind: "reward" | "punishment";
            /** Format: date */
            decided_on: string;
            text: string;
        };
        Equipment: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            employment_id: string;
            version: number;
            /** @enum {string} */
            kind: "uniform" | "badge" | "radio" | "baton" | "shield" | "vest" | "recorder" | "other";
            number: string | null;
            /** Format: date */
            handed_out_on: string;
            /** Format: date */
            returned_on: string | null;
        };
        GuardFile: {
            /** Format: uuid */
            employment_id: string;
            /** Format: uuid */
            guard_id: string;
            guard_name: string;
            /** Format: uuid */
            unit_id: string;
            unit_name: string;
            position: string;
            /** Format: date */
            started_on: string;
            /** Format: date */
            ended_on: string | null;
            labour_contracts: components["schemas"]["LabourContract"][];
            insurances: components["schemas"]["Insurance"][];
            trainings: components["schemas"]["Training"][];
            rewards_punishments: components["schemas"]["Merit"][];
            equipment: components["schemas"]["Equipment"][];
        };
        SiteCheck: {
            /** @enum {string} */
            kind: "verification" | "inspection";
            /** Format: date-time */
            at: string;
            agency_name: string;
            outcome: string;
        };
        SiteChecks: {
            items: components["schemas"]["SiteCheck"][];
        };
        LabourContractInput: {
            /** @enum {string} */
            kind: "fixed_term" | "open_ended" | "task_based";
            /** @default null */
            number?: string | null;
            /** Format: date */
            starts_on: string;
            /**
             * Format: date
             * @default null
             */
            ends_on?: string | null;
            /**
             * Format: uuid
             * @default null
             */
            document_id?: string | null;
        };
        InsuranceInput: {
            /** @enum {string} */
            kind: "social" | "work_injury" | "accident" | "liability" | "other";
            insurer: string;
            /** @default null */
            number?: string | null;
            /** Format: date */
            starts_on: string;
            /**
             * Format: date
             * @default null
             */
            ends_on?: string | null;
        };
        TrainingInput: {
            topic: string;
            hours: number;
            /** Format: date */
            held_on: string;
            held_by: string;
        };
        MeritInput: {
            /** @enum {string} */
            kind: "reward" | "punishment";
            /** Format: date */
            decided_on: string;
            text: string;
        };
        EquipmentInput: {
            /** @enum {string} */
            kind: "uniform" | "badge" | "radio" | "baton" | "shield" | "vest" | "recorder" | "other";
            /** @default null */
            number?: string | null;
            /** Format: date */
            handed_out_on: string;
            /**
             * Format: date
             * @default null
             */
            returned_on?: string | null;
        };
        CardPrint: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            batch_id: string;
            /** Format: date-time */
            at: string;
            account_name: string;
            template_version: number;
        };
        GivenAnew: {
            /** @enum {string} */
            reason: "damaged" | "lost" | "stolen" | "name_changed" | "photo_changed" | "misprint" | "other";
            note: string | null;
            /** Format: uuid */
            former_id: string;
            /** Format: date-time */
            at: string;
            account_name: string;
        };
        CardPrints: {
            items: components["schemas"]["CardPrint"][];
            given_anew: components["schemas"]["GivenAnew"] | null;
            reprints: number;
        };
        ReprintInput: {
            /** @enum {string} */
            reason: "damaged" | "lost" | "stolen" | "name_changed" | "photo_changed" | "misprint" | "other";
            /** @default  */
            note?: string;
            /** Format: date */
            issued_on: string;
            /** Format: date */
            expires_on?: string | null;
        };
        ChoiceInput: {
            /** @default null */
            agency_code?: string | null;
            /**
             * Format: uuid
             * @default null
             */
            unit_id?: string | null;
            /** @default true */
            unprinted?: boolean;
            /** @default 1000 */
            most?: number;
            numbers?: string[];
        };
        Count: {
            cards: number;
        };
        BatchInput: {
            /** @default null */
            agency_code?: string | null;
            /**
             * Format: uuid
             * @default null
             */
            unit_id?: string | null;
            /** @default true */
            unprinted?: boolean;
            /** @default 1000 */
            most?: number;
            numbers?: string[];
            /**
             * @default a4
             * @enum {string}
             */
            layout?: "a4" | "single";
        };
        Wanted: {
            unit_name: string | null;
            unprinted: boolean;
            numbers: number;
            most: number;
        };
        CardFile: {
            number: number;
            size: number;
            cards: number;
            pages: number;
            first_number: string;
            last_number: string;
        };
        CardBatch: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            job_id: string;
            agency_code: string;
            agency_name: string;
            template_version: number;
            /** @enum {string} */
            layout: "a4" | "single";
            wanted: components["schemas"]["Wanted"];
            printed: number;
            failed: number;
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "failed" | "cancelled";
            cancelling: boolean;
            problem: string | null;
            done: number;
            total: number | null;
            mine: boolean;
            account_name: string;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            files_until: string | null;
            expired: boolean;
            files: components["schemas"]["CardFile"][];
        };
        CardBatchSummary: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            job_id: string;
            agency_code: string;
            agency_name: string;
            template_version: number;
            /** @enum {string} */
            layout: "a4" | "single";
            wanted: components["schemas"]["Wanted"];
            printed: number;
            failed: number;
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "failed" | "cancelled";
            cancelling: boolean;
            problem: string | null;
            done: number;
            total: number | null;
            mine: boolean;
            account_name: string;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            files_until: string | null;
            expired: boolean;
        };
        CardBatchSummaryPage: {
            items: components["schemas"]["CardBatchSummary"][];
            next_cursor: string | null;
        };
        CardFailure: {
            number: string;
            /** Format: uuid */
            certificate_id: string | null;
            /** @enum {string} */
            code: "no_photo" | "glyph_missing" | "not_valid" | "not_found";
            detail: string | null;
        };
        CardFailurePage: {
            items: components["schemas"]["CardFailure"][];
            next_cursor: string | null;
        };
        CardTemplate: {
            agency_code: string;
            agency_name: string;
            version: number;
            title: string;
            title_in_english: string;
            agency_words: string | null;
            colour: string;
            stripe: string;
            back_text: string;
            back_text_in_english: string;
            logo: string | null;
            account_name: string | null;
            /** Format: date-time */
            at: string | null;
        };
        TemplateSummary: {
            version: number;
            account_name: string;
            /** Format: date-time */
            at: string;
        };
        Templates: {
            items: components["schemas"]["TemplateSummary"][];
        };
        TemplateInput: {
            title: string;
            title_in_english: string;
            agency_words: string | null;
            colour: string;
            stripe: string;
            back_text: string;
            back_text_in_english: string;
            logo: string | null;
            based_on: number;
        };
        DesignInput: {
            title: string;
            title_in_english: string;
            agency_words: string | null;
            colour: string;
            stripe: string;
            back_text: string;
            back_text_in_english: string;
            logo: string | null;
        };
        Preview: {
            front: string;
            back: string;
        };
        CardCode: {
            code: string;
            number: string;
            /** Format: date-time */
            expires_at: string;
            link: string;
            qr: string[];
        };
        PhoneWithCard: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            seen_on: string;
        };
        ElectronicCards: {
            /** Format: date-time */
            code_until: string | null;
            items: components["schemas"]["PhoneWithCard"][];
        };
        TakeCardInput: {
            key: string;
            number: string;
            identity_number: string;
            code: string;
        };
        CardOnPhone: {
            number: string;
            name: string;
            /** Format: date */
            issued_on: string;
            /** Format: date */
            expires_on: string | null;
            agency_name: string;
            unit_name: string | null;
            /** @enum {string} */
            state: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired";
            /** Format: date */
            state_since: string;
            url: string;
            qr: string[];
            /** Format: date-time */
            as_of: string;
            photo: string | null;
        };
        KeyInput: {
            key: string;
        };
        CardState: {
            number: string;
            name: string;
            /** Format: date */
            issued_on: string;
            /** Format: date */
            expires_on: string | null;
            agency_name: string;
            unit_name: string | null;
            /** @enum {string} */
            state: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired";
            /** Format: date */
            state_since: string;
            url: string;
            qr: string[];
            /** Format: date-time */
            as_of: string;
        };
        Position: {
            latitude: number;
            longitude: number;
            accuracy_m: number;
        };
        VerificationInput: {
            code?: string;
            number?: string;
            /**
             * Format: uuid
             * @default null
             */
            site_id?: string | null;
            /**
             * Format: uuid
             * @default null
             */
            inspection_id?: string | null;
            /** Format: uuid */
            device_id: string;
            /** Format: date-time */
            checked_at: string;
            /** @enum {string} */
            mode: "online" | "offline";
            /**
             * @default null
             * @enum {string|null}
             */
            phone_reason?: "valid" | "other_site" | "other_unit" | "left_unit" | "nobody" | "not_here" | "no_photo" | "photo_changed" | "status_unknown" | "clock_wrong" | "unregistered" | "expired" | "suspended" | "revoked" | "cancelled" | "superseded" | "withdrawn" | "forged" | "not_a_card" | "unknown_key" | "revoked_key" | "planned_key" | "malformed" | "unknown_number" | null;
            /** @default null */
            position?: components["schemas"]["Position"] | null;
        };
        _CheckedCertificate: {
            number: string;
            /** @enum {string} */
            state: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired";
            /** Format: date */
            state_since: string;
            state_reason: string | null;
            /** Format: date */
            issued_on: string;
            /** Format: date */
            expires_on: string | null;
            agency_name: string;
        };
        _CheckedPerson: {
            /** Format: uuid */
            guard_id: string;
            name: string;
            /** @enum {string} */
            sex: "male" | "female";
            identity_number_masked: string;
            has_photo: boolean;
        };
        _Employer: {
            /** Format: uuid */
            unit_id: string;
            name: string;
            /** Format: date */
            since: string;
        };
        _Left: {
            unit_name: string;
            /** Format: date */
            ended_on: string;
        };
        _Posting: {
            /** Format: uuid */
            site_id: string;
            site_name: string;
            unit_name: string;
        };
        _Place: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        Verification: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            checked_at: string;
            /** Format: date-time */
            received_at: string;
            /** @enum {string} */
            mode: "online" | "offline";
            /** @enum {string} */
            tone: "valid" | "check" | "not_valid" | "cannot_verify";
            /** @enum {string} */
            reason: "valid" | "other_site" | "other_unit" | "left_unit" | "nobody" | "not_here" | "no_photo" | "photo_changed" | "status_unknown" | "clock_wrong" | "unregistered" | "expired" | "suspended" | "revoked" | "cancelled" | "superseded" | "withdrawn" | "forged" | "not_a_card" | "unknown_key" | "revoked_key" | "planned_key" | "malformed" | "unknown_number";
            /** @enum {string|null} */
            phone_reason: "valid" | "other_site" | "other_unit" | "left_unit" | "nobody" | "not_here" | "no_photo" | "photo_changed" | "status_unknown" | "clock_wrong" | "unregistered" | "expired" | "suspended" | "revoked" | "cancelled" | "superseded" | "withdrawn" | "forged" | "not_a_card" | "unknown_key" | "revoked_key" | "planned_key" | "malformed" | "unknown_number" | null;
            /** Format: date-time */
            as_of: string;
            signed: boolean;
            certificate: components["schemas"]["_CheckedCertificate"] | null;
            person: components["schemas"]["_CheckedPerson"] | null;
            employer: components["schemas"]["_Employer"] | null;
            left: components["schemas"]["_Left"] | null;
            postings: components["schemas"]["_Posting"][];
            /** @enum {string|null} */
            site_relation: "on_roster" | "other_site" | "other_unit" | "left_unit" | "nobody" | null;
            site: components["schemas"]["_Place"] | null;
        };
        VerificationPage: {
            items: components["schemas"]["Verification"][];
            next_cursor: string | null;
        };
        CheckInput: {
            numbers: string;
        };
        Checked: {
            number: string;
            /** @enum {string} */
            state: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired" | "unknown";
            /** Format: date */
            state_since: string | null;
            /** Format: date */
            expires_on: string | null;
            name_masked: string | null;
            agency_name: string | null;
        };
        Check: {
            /** Format: date-time */
            as_of: string;
            items: components["schemas"]["Checked"][];
            unreadable: string[];
            repeated: number;
        };
        WorkbookInput: {
            numbers: string;
            /**
             * @default zh-CN
             * @enum {string}
             */
            language?: "zh-CN" | "en";
        };
        Watch: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            unit_id: string;
            unit_name: string;
            name: string;
            count: number;
            changed: number;
            created_by_name: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            seen_at: string;
            version: number;
        };
        WatchPage: {
            items: components["schemas"]["Watch"][];
            next_cursor: string | null;
        };
        WatchInput: {
            name: string;
            numbers: string;
        };
        Watched: {
            number: string;
            /** @enum {string} */
            state: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired" | "unknown";
            /** Format: date */
            state_since: string | null;
            /** Format: date */
            expires_on: string | null;
            name_masked: string | null;
            agency_name: string | null;
            /** @enum {string} */
            seen_state: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired" | "unknown";
        };
        WatchedPage: {
            items: components["schemas"]["Watched"][];
            next_cursor: string | null;
        };
        WatchChange: {
            name?: string;
            numbers?: string;
        };
        Rule: {
            speed_kmh: number;
            tolerance_m: number;
            tolerance_s: number;
        };
        Scan: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            checked_at: string;
            /** Format: date-time */
            received_at: string;
            /** @enum {string} */
            mode: "online" | "offline";
            /** @enum {string} */
            tone: "valid" | "check" | "not_valid" | "cannot_verify";
            /** @enum {string} */
            reason: "valid" | "other_site" | "other_unit" | "left_unit" | "nobody" | "not_here" | "no_photo" | "photo_changed" | "status_unknown" | "clock_wrong" | "unregistered" | "expired" | "suspended" | "revoked" | "cancelled" | "superseded" | "withdrawn" | "forged" | "not_a_card" | "unknown_key" | "revoked_key" | "planned_key" | "malformed" | "unknown_number";
            signed: boolean;
            officer_name: string;
            agency_name: string;
            site_name: string | null;
            position: components["schemas"]["Position"] | null;
        };
        Alert: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "distance" | "superseded";
            /** @enum {string} */
            state: "open" | "settled";
            /** Format: date-time */
            raised_at: string;
            /** Format: uuid */
            certificate_id: string;
            certificate_number: string;
            /** Format: uuid */
            guard_id: string;
            guard_name: string;
            agency_code: string;
            agency_name: string;
            distance_m: number | null;
            seconds: number;
            speed_kmh: number | null;
            rule: components["schemas"]["Rule"];
            first: components["schemas"]["Scan"];
            second: components["schemas"]["Scan"];
            /** Format: date-time */
            settled_at: string | null;
            settled_by_name: string | null;
            /** @enum {string|null} */
            outcome: "misuse" | "harmless" | null;
            reason: string | null;
        };
        AlertPage: {
            items: components["schemas"]["Alert"][];
            next_cursor: string | null;
        };
        AlertCount: {
            open: number;
        };
        AlertSettlementInput: {
            /** @enum {string} */
            outcome: "misuse" | "harmless";
            reason: string;
        };
        Sighting: {
            /** Format: date-time */
            at: string;
            agency_name: string;
            site_name: string | null;
        };
        SeenElsewhere: {
            elsewhere: components["schemas"]["Sighting"] | null;
        };
        ChecklistItem: {
            /** Format: uuid */
            id: string;
            position: number;
            code: string;
            title_zh: string;
            title_en: string;
            article: string;
            /** Format: date */
            effective_from: string;
        };
        Checklist: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            unit_kind: "security_company" | "branch" | "in_house_unit" | "training_unit";
            version: number;
            /** Format: date */
            effective_from: string;
            items: components["schemas"]["ChecklistItem"][];
        };
        GuardFinding: {
            /** @enum {string} */
            kind: "absent" | "not_on_roster" | "expired" | "revoked" | "suspended" | "superseded" | "cancelled" | "forged" | "also_posted" | "seen_elsewhere";
            title_zh: string;
            title_en: string;
            article: string;
            /** Format: date */
            effective_from: string;
        };
        Checklists: {
            items: components["schemas"]["Checklist"][];
            guard_findings: components["schemas"]["GuardFinding"][];
        };
        Media: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "inspection_photo" | "signature" | "answer_photo";
            sha256: string;
            width: number;
            height: number;
            size: number;
        };
        InspectionItem: {
            /** Format: uuid */
            item_id: string;
            /** @enum {string} */
            outcome: "conform" | "problem" | "not_checked";
            note: string;
        };
        InspectedGuard: {
            /** Format: uuid */
            guard_id: string | null;
            certificate_number: string | null;
            name: string | null;
            /** @enum {string} */
            presence: "present" | "absent" | "not_on_roster";
            /** Format: uuid */
            verification_id: string | null;
            /** @enum {string|null} */
            reason: "valid" | "other_site" | "other_unit" | "left_unit" | "nobody" | "not_here" | "no_photo" | "photo_changed" | "status_unknown" | "clock_wrong" | "unregistered" | "expired" | "suspended" | "revoked" | "cancelled" | "superseded" | "withdrawn" | "forged" | "not_a_card" | "unknown_key" | "revoked_key" | "planned_key" | "malformed" | "unknown_number" | null;
            note: string;
            /** @enum {string|null} */
            finding?: "absent" | "not_on_roster" | "expired" | "revoked" | "suspended" | "superseded" | "cancelled" | "forged" | "also_posted" | "seen_elsewhere" | null;
        };
        InspectionPhoto: {
            /** Format: uuid */
            media_id: string;
            caption: string;
            /** Format: uuid */
            item_id: string | null;
        };
        Signature: {
            /** Format: uuid */
            media_id: string;
            signer_name: string;
        };
        NoSignature: {
            /** @enum {string} */
            reason: "refused" | "absent";
            note: string;
        };
        Rechecked: {
            /** Format: uuid */
            item_id: string;
            /** @enum {string} */
            state: "corrected" | "not_corrected";
        };
        GivenConfirmation: {
            /** Format: uuid */
            device_id: string;
            at_ms: number;
            signature: string;
            /** Format: uuid */
            account_id: string;
        };
        InspectionInput: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            unit_id: string;
            /** Format: uuid */
            site_id: string | null;
            /** Format: uuid */
            checklist_id: string;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            finished_at: string;
            /** Format: uuid */
            device_id: string;
            device_sequence: number;
            officer_ids: string[];
            position: components["schemas"]["Position"] | null;
            items: components["schemas"]["InspectionItem"][];
            guards: components["schemas"]["InspectedGuard"][];
            findings: string;
            photos: components["schemas"]["InspectionPhoto"][];
            responsible_person: string | null;
            signature: components["schemas"]["Signature"] | null;
            no_signature: components["schemas"]["NoSignature"] | null;
            /** @enum {string} */
            result: "no_problem" | "corrected_on_site" | "rectification_required";
            /** Format: date */
            rectify_by: string | null;
            /** Format: uuid */
            notice_id?: string | null;
            rechecked?: components["schemas"]["Rechecked"][];
            confirmations?: components["schemas"]["GivenConfirmation"][];
        };
        ShownOfficer: {
            /** Format: uuid */
            id: string;
            name: string;
            police_number: string | null;
            agency_name: string;
            /** @enum {string|null} */
            confirmation: "author" | "on_site" | "later" | "not_yet" | "invalid" | null;
            /** Format: date-time */
            confirmed_at: string | null;
        };
        ShownGuard: {
            /** Format: uuid */
            guard_id: string | null;
            certificate_number: string | null;
            name: string | null;
            /** @enum {string} */
            presence: "present" | "absent" | "not_on_roster";
            /** Format: uuid */
            verification_id: string | null;
            /** @enum {string|null} */
            reason: "valid" | "other_site" | "other_unit" | "left_unit" | "nobody" | "not_here" | "no_photo" | "photo_changed" | "status_unknown" | "clock_wrong" | "unregistered" | "expired" | "suspended" | "revoked" | "cancelled" | "superseded" | "withdrawn" | "forged" | "not_a_card" | "unknown_key" | "revoked_key" | "planned_key" | "malformed" | "unknown_number" | null;
            note: string;
            /** @enum {string|null} */
            finding: "absent" | "not_on_roster" | "expired" | "revoked" | "suspended" | "superseded" | "cancelled" | "forged" | "also_posted" | "seen_elsewhere" | null;
            article: string | null;
        };
        ServedTask: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "recheck" | "duty" | "alert";
            /** Format: date */
            due_on: string;
            /** @enum {string} */
            state: "open" | "done" | "dropped";
        };
        ShownPhoto: {
            /** Format: uuid */
            media_id: string;
            caption: string;
            /** Format: uuid */
            item_id: string | null;
            readonly url: string;
        };
        Inspection: {
            /** Format: uuid */
            id: string;
            number: string;
            /** Format: uuid */
            unit_id: string;
            unit_name: string;
            /** Format: uuid */
            site_id: string | null;
            readonly site_name: string | null;
            /** Format: date-time */
            finished_at: string;
            /** Format: date-time */
            received_at: string;
            /** @enum {string} */
            result: "no_problem" | "corrected_on_site" | "rectification_required";
            /** Format: date */
            rectify_by: string | null;
            problem_count: number;
            /** Format: uuid */
            notice_id: string | null;
            /** Format: uuid */
            superseded_by_id: string | null;
            readonly officer_names: string[];
            /** Format: uuid */
            checklist_id: string;
            checklist: components["schemas"]["Checklist"];
            agency_code: string;
            agency_name: string;
            /** Format: date-time */
            started_at: string;
            /** Format: uuid */
            device_id: string;
            device_sequence: number;
            signed: boolean;
            officers: components["schemas"]["ShownOfficer"][];
            position: components["schemas"]["Position"] | null;
            items: components["schemas"]["InspectionItem"][];
            guards: components["schemas"]["ShownGuard"][];
            findings: string;
            serves: components["schemas"]["ServedTask"][];
            photos: components["schemas"]["ShownPhoto"][];
            responsible_person: string | null;
            readonly signature: {
                /** Format: uuid */
                media_id: string;
                signer_name: string;
            } | null;
            readonly no_signature: {
                /** @enum {string} */
                reason: "refused" | "absent";
                note: string;
            } | null;
            readonly receipt: {
                id: string;
                number: string;
                received_at: string;
                digest: string;
            };
        };
        Quarantined: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "quarantined" | "accepted" | "rejected";
            /** @enum {string} */
            reason: "number_used" | "device_revoked" | "unsigned" | "rights_lost" | "rights_doubtful" | "place_moved" | "colleague" | "guard_unknown" | "media_used";
            /** Format: date-time */
            received_at: string;
        };
        InspectionSummary: {
            /** Format: uuid */
            id: string;
            number: string;
            /** Format: uuid */
            unit_id: string;
            unit_name: string;
            /** Format: uuid */
            site_id: string | null;
            readonly site_name: string | null;
            /** Format: date-time */
            finished_at: string;
            /** Format: date-time */
            received_at: string;
            /** @enum {string} */
            result: "no_problem" | "corrected_on_site" | "rectification_required";
            /** Format: date */
            rectify_by: string | null;
            problem_count: number;
            /** Format: uuid */
            notice_id: string | null;
            /** Format: uuid */
            superseded_by_id: string | null;
            readonly officer_names: string[];
        };
        InspectionSummaryPage: {
            items: components["schemas"]["InspectionSummary"][];
            next_cursor: string | null;
        };
        FieldPackRules: {
            hours: number;
            lock_after_s: number;
            tries: number;
            pin_digits: number;
        };
        PackedGuard: {
            /** Format: uuid */
            guard_id: string;
            name: string;
            certificate_number: string | null;
            /** @enum {string|null} */
            certificate_state: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired" | null;
            position: string | null;
        };
        PackedRoster: {
            /** Format: uuid */
            site_id: string;
            entries: components["schemas"]["PackedGuard"][];
        };
        PackedSighting: {
            /** Format: date-time */
            at: string;
            agency_name: string;
            site_name: string | null;
            /** Format: uuid */
            guard_id: string;
            latitude: number;
            longitude: number;
            accuracy_m: number;
        };
        PackedSightings: {
            rule: components["schemas"]["Rule"];
            items: components["schemas"]["PackedSighting"][];
        };
        PackedNoticeItem: {
            /** Format: uuid */
            id: string;
            position: number;
            /** Format: uuid */
            item_id: string | null;
            /** @enum {string|null} */
            finding: "absent" | "not_on_roster" | "expired" | "revoked" | "suspended" | "superseded" | "cancelled" | "forged" | "also_posted" | "seen_elsewhere" | "other" | null;
            /** Format: uuid */
            guard_id: string | null;
            article: string;
            text: string;
            text_en: string;
            /** @enum {string} */
            state: "open" | "answered" | "corrected" | "not_corrected";
            answer: string | null;
        };
        PackedNotice: {
            /** Format: uuid */
            id: string;
            number: string;
            /** Format: uuid */
            unit_id: string;
            /** Format: uuid */
            site_id: string | null;
            /** @enum {string} */
            state: "open" | "answered" | "closed" | "proposed";
            /** Format: date-time */
            issued_at: string;
            /** Format: date */
            due_on: string;
            /** Format: date */
            recheck_due_on: string | null;
            items: components["schemas"]["PackedNoticeItem"][];
        };
        DutyRule: {
            code: string;
            title_zh: string;
            title_en: string;
            basis: string;
            unit_kinds: ("security_company" | "branch" | "in_house_unit" | "training_unit")[];
            /** @enum {string} */
            subject: "unit" | "site";
            /** @enum {string} */
            period: "month" | "quarter" | "year";
        };
        Yearly: {
            cap: number;
            visits: number;
            collides: boolean;
        };
        Task: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "recheck" | "duty" | "alert";
            /** @enum {string} */
            state: "open" | "done" | "dropped";
            /** @enum {string|null} */
            reason: "missed" | "notice_ended" | "alert_settled" | "closed" | "dismissed" | null;
            note: string | null;
            rule: components["schemas"]["DutyRule"] | null;
            /** Format: uuid */
            notice_id: string | null;
            /** Format: uuid */
            alert_id: string | null;
            /** Format: uuid */
            unit_id: string | null;
            unit_name: string | null;
            /** @enum {string|null} */
            unit_kind: "security_company" | "branch" | "in_house_unit" | "training_unit" | null;
            /** Format: uuid */
            site_id: string | null;
            site_name: string | null;
            agency_code: string;
            agency_name: string;
            /** Format: date */
            opens_on: string;
            /** Format: date */
            due_on: string;
            overdue: boolean;
            needed: number;
            visits: number;
            yearly: components["schemas"]["Yearly"] | null;
            /** Format: uuid */
            assigned_to_id: string | null;
            assigned_to_name: string | null;
            /** Format: date-time */
            assigned_at: string | null;
            /** Format: date-time */
            closed_at: string | null;
            /** Format: date-time */
            created_at: string;
            distance_m: number | null;
            near_site_name: string | null;
        };
        Stop: {
            /** Format: uuid */
            unit_id: string;
            unit_name: string;
            /** @enum {string} */
            unit_kind: "security_company" | "branch" | "in_house_unit" | "training_unit";
            /** Format: uuid */
            site_id: string | null;
            site_name: string | null;
            address: string;
            tasks: components["schemas"]["Task"][];
        };
        DayPlan: {
            /** Format: date */
            day: string;
            version: number;
            stops: components["schemas"]["Stop"][];
        };
        FieldPack: {
            /** Format: date-time */
            as_of: string;
            /** Format: date-time */
            expires_at: string;
            rules: components["schemas"]["FieldPackRules"];
            units: components["schemas"]["UnitSummary"][];
            sites: components["schemas"]["Site"][];
            rosters: components["schemas"]["PackedRoster"][];
            sightings: components["schemas"]["PackedSightings"];
            checklists: components["schemas"]["Checklist"][];
            guard_findings: components["schemas"]["GuardFinding"][];
            officers: components["schemas"]["Officer"][];
            notices: components["schemas"]["PackedNotice"][];
            tasks: components["schemas"]["Task"][];
            plan: components["schemas"]["DayPlan"];
        };
        Upload: {
            /** Format: uuid */
            id: string;
            offset: number;
            size: number;
            media: components["schemas"]["Media"] | null;
        };
        ToConfirm: {
            /** Format: uuid */
            inspection_id: string;
            number: string;
            /** Format: uuid */
            unit_id: string;
            unit_name: string;
            /** Format: uuid */
            site_id: string | null;
            site_name: string | null;
            /** Format: date-time */
            finished_at: string;
            officer_name: string;
        };
        ToConfirmList: {
            items: components["schemas"]["ToConfirm"][];
        };
        ConfirmationInput: {
            /** Format: uuid */
            device_id: string;
            at_ms: number;
            signature: string;
            /** Format: uuid */
            unit_id: string;
            /** Format: uuid */
            site_id: string | null;
        };
        KeptConfirmation: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            inspection_id: string;
            /** Format: date-time */
            confirmed_at: string;
            /** Format: date-time */
            received_at: string;
        };
        CommandSummary: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "quarantined" | "accepted" | "rejected";
            /** @enum {string} */
            reason: "number_used" | "device_revoked" | "unsigned" | "rights_lost" | "rights_doubtful" | "place_moved" | "colleague" | "guard_unknown" | "media_used";
            /** Format: date-time */
            received_at: string;
            /** @enum {string} */
            kind: "inspection" | "verification";
            reasons: ("number_used" | "device_revoked" | "unsigned" | "rights_lost" | "rights_doubtful" | "place_moved" | "colleague" | "guard_unknown" | "media_used")[];
            /** Format: uuid */
            account_id: string;
            account_name: string;
            agency_code: string;
            /** Format: uuid */
            record_id: string | null;
            unit_name: string | null;
            /** Format: date-time */
            made_at: string;
            signed: boolean;
            /** Format: uuid */
            device_id: string | null;
            sequence: number | null;
            handed_in_by_name: string | null;
            decided_by_name: string | null;
            /** Format: date-time */
            decided_at: string | null;
            note: string | null;
        };
        CommandSummaryPage: {
            items: components["schemas"]["CommandSummary"][];
            next_cursor: string | null;
        };
        Evidence: {
            claimed: string;
            clock_error_s: number | null;
            earliest: string;
            latest: string;
            out_of_order: boolean;
        };
        Grant: {
            agency_name: string | null;
            /** @enum {string} */
            status: "active" | "disabled";
            /** Format: date-time */
            since: string | null;
            /** Format: date-time */
            until: string | null;
        };
        Command: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "quarantined" | "accepted" | "rejected";
            /** @enum {string} */
            reason: "number_used" | "device_revoked" | "unsigned" | "rights_lost" | "rights_doubtful" | "place_moved" | "colleague" | "guard_unknown" | "media_used";
            /** Format: date-time */
            received_at: string;
            /** @enum {string} */
            kind: "inspection" | "verification";
            reasons: ("number_used" | "device_revoked" | "unsigned" | "rights_lost" | "rights_doubtful" | "place_moved" | "colleague" | "guard_unknown" | "media_used")[];
            /** Format: uuid */
            account_id: string;
            account_name: string;
            agency_code: string;
            /** Format: uuid */
            record_id: string | null;
            unit_name: string | null;
            /** Format: date-time */
            made_at: string;
            signed: boolean;
            /** Format: uuid */
            device_id: string | null;
            sequence: number | null;
            handed_in_by_name: string | null;
            decided_by_name: string | null;
            /** Format: date-time */
            decided_at: string | null;
            note: string | null;
            evidence: components["schemas"]["Evidence"];
            record: {
                [key: string]: unknown;
            } | null;
            officer: components["schemas"]["Grant"][];
            officer_names: string[];
            site_name: string | null;
            media_ids: string[];
            /** Format: uuid */
            other_id: string | null;
            /** Format: uuid */
            inspection_id: string | null;
        };
        DecisionInput: {
            note: string;
        };
        Conflict: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "visit" | "number";
            /** Format: date-time */
            found_at: string;
            first: components["schemas"]["InspectionSummary"] | null;
            second: components["schemas"]["InspectionSummary"] | null;
            /** Format: uuid */
            command_id: string | null;
            /** @enum {string|null} */
            resolution: "both_stand" | "superseded" | null;
            /** Format: uuid */
            superseded_id: string | null;
            /** Format: date-time */
            settled_at: string | null;
            settled_by_name: string | null;
            reason: string | null;
        };
        ConflictPage: {
            items: components["schemas"]["Conflict"][];
            next_cursor: string | null;
        };
        QuarantineSettlementInput: {
            /** @enum {string} */
            resolution: "both_stand" | "superseded";
            /** Format: uuid */
            superseded_id: string | null;
            reason: string;
        };
        HandInKey: {
            /** Format: uuid */
            id: string;
            year: number;
            public_key: string;
        };
        HandedInInput: {
            /** Format: uuid */
            upload_id: string;
        };
        FieldError: {
            field: string;
            code: string;
            message: string;
        };
        HandedIn: {
            /** Format: uuid */
            key: string;
            /** @enum {string} */
            kind: "inspection" | "verification" | "void";
            /** @enum {string} */
            outcome: "recorded" | "quarantined" | "repeated" | "refused";
            /** Format: uuid */
            record_id: string | null;
            /** @enum {string|null} */
            reason: "number_used" | "device_revoked" | "unsigned" | "rights_lost" | "rights_doubtful" | "place_moved" | "colleague" | "guard_unknown" | "media_used" | null;
            problem: string | null;
            errors: components["schemas"]["FieldError"][];
            /** Format: date-time */
            received_at: string;
        };
        NoticeSummary: {
            /** Format: uuid */
            id: string;
            number: string;
            /** @enum {string} */
            state: "open" | "answered" | "closed" | "proposed";
            readonly overdue: boolean;
            /** Format: uuid */
            inspection_id: string;
            inspection_number: string;
            /** Format: uuid */
            unit_id: string;
            unit_name: string;
            /** Format: uuid */
            site_id: string | null;
            readonly site_name: string | null;
            agency_code: string;
            agency_name: string;
            /** Format: date-time */
            issued_at: string;
            issued_by_name: string;
            /** Format: date */
            original_due_on: string;
            /** Format: date */
            due_on: string;
            /** Format: date-time */
            recheck_requested_at: string | null;
            /** Format: date */
            recheck_due_on: string | null;
            /** Format: date-time */
            closed_at: string | null;
            escalated_level: number;
            readonly escalated_to_name: string | null;
            readonly items_count: number;
            readonly corrected_count: number;
            version: number;
        };
        NoticeSummaryPage: {
            items: components["schemas"]["NoticeSummary"][];
            next_cursor: string | null;
        };
        NoticeCount: {
            pending: number;
            overdue: number;
            recheck_requested: number;
        };
        NoticeItem: {
            /** Format: uuid */
            id: string;
            position: number;
            /** Format: uuid */
            item_id: string | null;
            /** @enum {string|null} */
            finding: "absent" | "not_on_roster" | "expired" | "revoked" | "suspended" | "superseded" | "cancelled" | "forged" | "also_posted" | "seen_elsewhere" | "other" | null;
            /** Format: uuid */
            guard_id: string | null;
            article: string;
            text: string;
            text_en: string;
            /** @enum {string} */
            state: "open" | "answered" | "corrected" | "not_corrected";
            answer: string | null;
            /** Format: date */
            due_on: string;
        };
        AnswerPhoto: {
            /** Format: uuid */
            media_id: string;
        };
        NoticeEvent: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "issued" | "answered" | "recheck_requested" | "extended" | "rechecked" | "closed" | "penalty_proposed" | "escalated";
            /** Format: date-time */
            at: string;
            by_name: string | null;
            note: string;
            readonly facts: {
                /** Format: uuid */
                inspection_id?: string;
                inspection_number?: string;
                count?: number;
                items?: {
                    [key: string]: "corrected" | "not_corrected";
                };
                item_ids?: string[];
                /** Format: date */
                from?: string;
                /** Format: date */
                to?: string;
                /** Format: date */
                recheck_due_on?: string | null;
                /** @enum {string} */
                basis?: "recheck" | "documents" | "penalty";
                article?: string;
                /** @enum {string} */
                kind?: "reprimand" | "warning" | "fine" | "revocation";
                amount_yuan?: number | null;
                level?: number;
                agency_name?: string;
            };
            photos: components["schemas"]["AnswerPhoto"][];
        };
        Provision: {
            /** Format: uuid */
            id: string;
            code: string;
            article: string;
            /** @enum {string} */
            subject: "unit" | "guard";
            /** @enum {string} */
            kind: "reprimand" | "warning" | "fine" | "revocation";
            text_zh: string;
            text_en: string;
            from_yuan: number | null;
            to_yuan: number | null;
            /** Format: date */
            effective_from: string;
        };
        Proposal: {
            /** Format: uuid */
            id: string;
            provision: components["schemas"]["Provision"];
            amount_yuan: number | null;
            reason: string;
            /** Format: date-time */
            proposed_at: string;
            proposed_by_name: string;
        };
        Notice: {
            /** Format: uuid */
            id: string;
            number: string;
            /** @enum {string} */
            state: "open" | "answered" | "closed" | "proposed";
            readonly overdue: boolean;
            /** Format: uuid */
            inspection_id: string;
            inspection_number: string;
            /** Format: uuid */
            unit_id: string;
            unit_name: string;
            /** Format: uuid */
            site_id: string | null;
            readonly site_name: string | null;
            agency_code: string;
            agency_name: string;
            /** Format: date-time */
            issued_at: string;
            issued_by_name: string;
            /** Format: date */
            original_due_on: string;
            /** Format: date */
            due_on: string;
            /** Format: date-time */
            recheck_requested_at: string | null;
            /** Format: date */
            recheck_due_on: string | null;
            /** Format: date-time */
            closed_at: string | null;
            escalated_level: number;
            readonly escalated_to_name: string | null;
            readonly items_count: number;
            readonly corrected_count: number;
            version: number;
            readonly calendar_known: boolean;
            items: components["schemas"]["NoticeItem"][];
            events: components["schemas"]["NoticeEvent"][];
            proposals: components["schemas"]["Proposal"][];
        };
        AnswerInput: {
            item_ids: string[];
            text: string;
            media_ids: string[];
        };
        RecheckRequestInput: {
            note: string;
        };
        ExtensionInput: {
            version: number;
            /** Format: date */
            due_on: string;
            reason: string;
        };
        ClosureInput: {
            version: number;
            /** @enum {string} */
            basis: "recheck" | "documents" | "penalty";
            note: string;
        };
        PenaltyProposalInput: {
            version: number;
            /** Format: uuid */
            provision_id: string;
            amount_yuan: number | null;
            reason: string;
        };
        Provisions: {
            items: components["schemas"]["Provision"][];
        };
        Paper: {
            /** @enum {string} */
            kind: "inspection_record" | "rectification_notice";
            number: string;
            /** Format: date-time */
            dated_at: string;
            agency_name: string;
            unit_name: string;
            digest: string;
            size: number;
            pages: number;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            inspection_id: string;
            /** Format: uuid */
            notice_id: string | null;
            /** Format: date-time */
            made_at: string;
            address: string;
        };
        Papers: {
            items: components["schemas"]["Paper"][];
        };
        TakeAlong: {
            url: string;
            qr: string[];
            /** Format: date-time */
            expires_at: string;
        };
        PublicPaper: {
            /** @enum {string} */
            kind: "inspection_record" | "rectification_notice";
            number: string;
            /** Format: date-time */
            dated_at: string;
            agency_name: string;
            unit_name: string;
            digest: string;
            size: number;
            pages: number;
        };
        PaperCodeInput: {
            code: string;
        };
        TaskPage: {
            items: components["schemas"]["Task"][];
            next_cursor: string | null;
        };
        NearbyInput: {
            latitude: number;
            longitude: number;
            /** @default 20 */
            limit?: number;
        };
        Nearby: {
            items: components["schemas"]["Task"][];
        };
        AssignmentInput: {
            /** Format: uuid */
            assigned_to_id: string | null;
        };
        DropInput: {
            reason: string;
        };
        StopInput: {
            /** Format: uuid */
            unit_id: string;
            /** Format: uuid */
            site_id: string | null;
        };
        DayPlanInput: {
            stops: components["schemas"]["StopInput"][];
        };
        Warning: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "certificate_revoked" | "certificate_cancelled" | "certificate_suspended" | "certificate_expired" | "certificate_expiring" | "guard_without_photo" | "guard_without_contract" | "notice_due" | "watched_changed" | "shortfall" | "contract_ending" | "contract_ended" | "transfer_waiting";
            /** @enum {string} */
            state: "open" | "muted" | "done";
            urgency: number;
            /** Format: uuid */
            unit_id: string;
            unit_name: string;
            /** @enum {string} */
            subject_type: "guard" | "employment" | "notice" | "watch" | "site" | "contract" | "transfer";
            /** Format: uuid */
            subject_id: string;
            subject_name: string | null;
            subject_number: string | null;
            /** Format: date */
            since: string;
            /** Format: date */
            due_on: string | null;
            sites: number | null;
            needed: number | null;
            able: number | null;
            short: number | null;
            /** Format: date-time */
            opened_at: string;
            /** Format: date-time */
            done_at: string | null;
            /** Format: date */
            muted_until: string | null;
            muted_by_name: string | null;
        };
        WarningPage: {
            items: components["schemas"]["Warning"][];
            next_cursor: string | null;
        };
        WarningKindCount: {
            /** @enum {string} */
            kind: "certificate_revoked" | "certificate_cancelled" | "certificate_suspended" | "certificate_expired" | "certificate_expiring" | "guard_without_photo" | "guard_without_contract" | "notice_due" | "watched_changed" | "shortfall" | "contract_ending" | "contract_ended" | "transfer_waiting";
            open: number;
        };
        WarningCount: {
            open: number;
            today: number;
            muted: number;
            kinds: components["schemas"]["WarningKindCount"][];
            /** Format: date-time */
            looked_at: string | null;
        };
        WarningMutingInput: {
            /** Format: date */
            until: string;
        };
        PushBrowser: {
            /** Format: uuid */
            id: string;
            user_agent: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_sent_at: string | null;
        };
        OwnPush: {
            key: string | null;
            browsers: components["schemas"]["PushBrowser"][];
        };
        PushSubscriptionInput: {
            endpoint: string;
            p256dh: string;
            auth: string;
            /** @enum {string} */
            language: "zh-CN" | "en";
        };
        PushRemovalInput: {
            /** Format: uuid */
            id: string;
        };
        OwnDigest: {
            active: boolean;
            address: string;
            hour: number;
            /** @enum {string} */
            language: "zh-CN" | "en";
            by_mail: boolean;
            /** Format: date */
            last_day: string | null;
            /** @enum {string|null} */
            last_state: "sending" | "sent" | "nothing" | "waiting" | "failed" | "unknown" | null;
        };
        DigestInput: {
            active: boolean;
            /** Format: email */
            address: string;
            hour: number;
            /** @enum {string} */
            language: "zh-CN" | "en";
        };
        GuardFilter: {
            /** @default  */
            q?: string;
            /**
             * Format: uuid
             * @default null
             */
            unit_id?: string | null;
            /**
             * @default null
             * @enum {string|null}
             */
            certificate_state?: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired" | null;
        };
        GuardExport: {
            /**
             * @default zh-CN
             * @enum {string}
             */
            language?: "zh-CN" | "en";
            filter?: components["schemas"]["GuardFilter"];
        };
        UnitFilter: {
            q?: string;
            /** @enum {string} */
            kind?: "security_company" | "branch" | "in_house_unit" | "training_unit";
            /** @enum {string} */
            status?: "active" | "suspended" | "closed";
            /** Format: uuid */
            parent_unit_id?: string;
        };
        UnitExport: {
            /**
             * @default zh-CN
             * @enum {string}
             */
            language?: "zh-CN" | "en";
            filter?: components["schemas"]["UnitFilter"];
        };
        CertificateFilter: {
            /** @enum {string} */
            state?: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired";
            /** Format: date */
            expires_before?: string;
        };
        CertificateExport: {
            /**
             * @default zh-CN
             * @enum {string}
             */
            language?: "zh-CN" | "en";
            filter?: components["schemas"]["CertificateFilter"];
        };
        InspectionFilter: {
            /** Format: uuid */
            unit_id?: string;
            /** Format: uuid */
            site_id?: string;
            /** @enum {string} */
            result?: "no_problem" | "corrected_on_site" | "rectification_required";
            /** Format: date */
            from?: string;
            /** Format: date */
            to?: string;
        };
        InspectionExport: {
            /**
             * @default zh-CN
             * @enum {string}
             */
            language?: "zh-CN" | "en";
            filter?: components["schemas"]["InspectionFilter"];
        };
        RosterFilter: {
            /** @default  */
            q?: string;
            /**
             * @default null
             * @enum {string|null}
             */
            certificate_state?: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired" | null;
            /**
             * Format: uuid
             * @default null
             */
            site_id?: string | null;
        };
        RosterExport: {
            /**
             * @default zh-CN
             * @enum {string}
             */
            language?: "zh-CN" | "en";
            filter?: components["schemas"]["RosterFilter"];
        };
        LookupInput: {
            number?: string;
            name?: string;
            credential?: string;
        };
        Lookup: {
            /** @enum {string} */
            result: "found" | "no_match";
            number: string | null;
            name: string | null;
            /** @enum {string|null} */
            state: "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired" | null;
            /** Format: date */
            state_since: string | null;
            /** Format: date */
            issued_on: string | null;
            /** Format: date */
            expires_on: string | null;
            agency_name: string | null;
            /** Format: date-time */
            as_of: string | null;
        };
        CardInput: {
            credential: string;
        };
        CardEntry: {
            /** @enum {string} */
            kind: "issue" | "suspend" | "reinstate" | "revoke" | "cancel" | "replace";
            at: number;
            taken_over: boolean;
            effective_on: string;
            salt: string;
            record: string;
            index: number | null;
            hashes: string[];
        };
        CardLog: {
            checkpoint: string;
            entries: components["schemas"]["CardEntry"][];
        };
        AuditEvent: {
            seq: number;
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            account_id: string | null;
            account_name: string | null;
            agency_code: string | null;
            /** @enum {string} */
            action: "register" | "change" | "change_photo" | "disclose" | "plan" | "activate" | "retire" | "issue" | "suspend" | "reinstate" | "revoke" | "cancel" | "replace" | "import" | "begin_apply" | "apply" | "begin_undo" | "undo" | "take_back" | "reopen" | "fail" | "hire" | "leave" | "post" | "unpost" | "close" | "record" | "refuse" | "limit" | "open" | "disable" | "enable" | "change_password" | "reset_password" | "sign_in" | "sign_in_failed" | "sign_in_begun" | "proof_failed" | "confirm" | "add_passkey" | "remove_passkey" | "add_totp" | "remove_totp" | "make_recovery_codes" | "use_recovery_code" | "reset_second_factor" | "passkey_counter_back" | "sign_out" | "make" | "ask_export" | "export" | "ask_print" | "print" | "save" | "make_card_code" | "make_paper_code" | "open_paper" | "take_electronic_card" | "remove_electronic_card" | "download" | "take_over" | "propose" | "accept" | "decline" | "withdraw" | "lapse" | "send" | "remove" | "look_into" | "sign" | "terminate" | "file" | "add_paper" | "set_needs" | "report" | "enrol" | "settle" | "subscribe" | "unsubscribe" | "mute" | "unmute" | "invite" | "check" | "watch" | "take_note" | "unwatch" | "quarantine" | "reject" | "answer" | "request_recheck" | "extend" | "recheck" | "propose_penalty" | "escalate" | "assign" | "drop" | "create" | "restore" | "load";
            /** @enum {string} */
            subject_type: "unit" | "guard" | "certificate" | "employment" | "posting" | "site" | "client" | "contract" | "document" | "inspection" | "invitation" | "certificate_list" | "watch" | "labour_contract" | "insurance" | "training" | "reward_punishment" | "equipment" | "account" | "session" | "passkey" | "signing_key" | "card_batch" | "paper" | "card_template" | "import" | "export" | "job" | "log" | "transfer" | "log_fork" | "device" | "alert" | "digest" | "push_subscription" | "warning" | "verification" | "notice" | "task" | "command" | "conflict" | "upload" | "agency" | "electronic_card" | "backup" | "demo";
            subject_id: string | null;
            before: {
                [key: string]: unknown;
            } | null;
            after: {
                [key: string]: unknown;
            } | null;
            address: string | null;
            readonly hash: string;
        };
        AuditEventPage: {
            items: components["schemas"]["AuditEvent"][];
            next_cursor: string | null;
        };
        Health: {
            status: string;
        };
        Readiness: {
            status: string;
            /** @enum {string} */
            replica: "none" | "used" | "not_used";
            /** @enum {string} */
            storage: "answers" | "silent";
        };
    };
    responses: {
        /** @description Unprocessable Entity */
        UNPROCESSABLE_ENTITY: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Default error response */
        DEFAULT_ERROR: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
