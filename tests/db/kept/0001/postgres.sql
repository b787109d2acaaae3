CREATE FUNCTION public.audit_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.audit_entry (
    block_code text NOT NULL,
    id bigint NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    role text NOT NULL,
    action text NOT NULL,
    outcome text NOT NULL,
    entity text NOT NULL,
    entity_id text NOT NULL,
    details text NOT NULL,
    reason text NOT NULL,
    os_user text NOT NULL,
    client text NOT NULL,
    prev_hash text NOT NULL,
    hash text NOT NULL
);
CREATE TABLE public.block (
    code text NOT NULL,
    state_code text NOT NULL,
    district_code text NOT NULL,
    nrlm_code text NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.block_counter (
    block_code text NOT NULL,
    name text NOT NULL,
    value bigint NOT NULL
);
CREATE TABLE public.cbo (
    block_code text NOT NULL,
    id bigint NOT NULL,
    cbo_type text NOT NULL,
    code text,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    gp_id bigint,
    village_id bigint,
    vo_id bigint,
    clf_id bigint,
    formation_date text,
    request_date text,
    origin text NOT NULL,
    change_type text NOT NULL,
    bucket text NOT NULL,
    life text NOT NULL,
    duplicate text NOT NULL,
    version bigint NOT NULL,
    batch_id bigint,
    CONSTRAINT ck_cbo_bucket CHECK ((bucket = ANY (ARRAY['INCOMPLETE'::text, 'WITH_BOOKKEEPER'::text, 'PENDING_BM'::text, 'APPROVED'::text, 'REJECTED'::text]))),
    CONSTRAINT ck_cbo_change CHECK ((change_type = ANY (ARRAY['NEW'::text, 'MODIFIED'::text, ''::text]))),
    CONSTRAINT ck_cbo_duplicate CHECK ((duplicate = ANY (ARRAY['NOT_CHECKED'::text, 'NONE'::text, 'POTENTIAL'::text, 'CONFIRMED'::text, 'OVERRIDDEN'::text]))),
    CONSTRAINT ck_cbo_life CHECK ((life = ANY (ARRAY['ACTIVE'::text, 'INACTIVE'::text]))),
    CONSTRAINT ck_cbo_origin CHECK ((origin = ANY (ARRAY['MIGRATED'::text, 'NEW'::text]))),
    CONSTRAINT ck_cbo_type CHECK ((cbo_type = ANY (ARRAY['SHG'::text, 'VO'::text, 'CLF'::text])))
);
CREATE TABLE public.cbo_link (
    block_code text NOT NULL,
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    role_id bigint NOT NULL,
    cbo_id bigint NOT NULL,
    cbo_type text NOT NULL,
    duty text NOT NULL,
    linked_at bigint NOT NULL,
    linked_by text NOT NULL,
    why text NOT NULL,
    unlinked_at bigint,
    unlinked_by text,
    unlink_why text,
    batch_id bigint,
    source_row bigint,
    unlink_batch_id bigint,
    CONSTRAINT ck_link_duty CHECK ((duty = ANY (ARRAY['BOOKS'::text, 'APPROVES'::text])))
);
CREATE TABLE public.cbo_parent (
    block_code text NOT NULL,
    id bigint NOT NULL,
    child_id bigint NOT NULL,
    parent_id bigint NOT NULL,
    joined_on text,
    left_on text,
    entered_by text NOT NULL,
    ended_by text NOT NULL,
    why text NOT NULL,
    batch_id bigint
);
CREATE TABLE public.district (
    code text NOT NULL,
    state_code text NOT NULL,
    nrlm_code text NOT NULL,
    name text NOT NULL
);
CREATE TABLE public.federation_profile (
    block_code text NOT NULL,
    id bigint NOT NULL,
    cluster_name text NOT NULL,
    registration_no text NOT NULL,
    registration_date text,
    registration_act text NOT NULL,
    bank text NOT NULL,
    branch text NOT NULL,
    ifsc text NOT NULL,
    account_no text NOT NULL,
    meeting_frequency text NOT NULL,
    president_name text NOT NULL,
    secretary_name text NOT NULL,
    treasurer_name text NOT NULL,
    mobile text NOT NULL
);
CREATE TABLE public.gram_panchayat (
    block_code text NOT NULL,
    id bigint NOT NULL,
    nrlm_code text,
    lgd_code text,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    is_active boolean NOT NULL,
    batch_id bigint
);
CREATE TABLE public.import_batch (
    block_code text NOT NULL,
    id bigint NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    at bigint NOT NULL,
    by_user text NOT NULL,
    file_name text NOT NULL,
    sha256 text NOT NULL,
    file_size bigint NOT NULL,
    sheet text NOT NULL,
    template_version text NOT NULL,
    good_rows_only boolean NOT NULL,
    counts text NOT NULL,
    undone_at bigint,
    undone_by text,
    undo_why text,
    undo_counts text,
    CONSTRAINT ck_batch_kind CHECK ((kind = ANY (ARRAY['mapping'::text, 'places'::text, 'cbos'::text]))),
    CONSTRAINT ck_batch_state CHECK ((state = ANY (ARRAY['APPLIED'::text, 'UNDONE'::text, 'PARTLY_UNDONE'::text])))
);
CREATE TABLE public.import_row (
    block_code text NOT NULL,
    id bigint NOT NULL,
    batch_id bigint NOT NULL,
    row_no bigint NOT NULL,
    outcome text NOT NULL,
    what text NOT NULL,
    reason text NOT NULL
);
CREATE TABLE public.member (
    block_code text NOT NULL,
    id bigint NOT NULL,
    shg_id bigint NOT NULL,
    member_code text,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    relation_name text NOT NULL,
    relation text NOT NULL,
    gender text NOT NULL,
    birth_date text,
    birth_year bigint,
    joining_date text,
    social_category text NOT NULL,
    pvtg boolean NOT NULL,
    religion text NOT NULL,
    disability text NOT NULL,
    pip_category text NOT NULL,
    education text NOT NULL,
    designation text NOT NULL,
    mobile text NOT NULL,
    aadhaar_ref text NOT NULL,
    aadhaar_last4 text NOT NULL,
    voter_id text NOT NULL,
    other_kyc text NOT NULL,
    ekyc_date text,
    bank text NOT NULL,
    branch text NOT NULL,
    ifsc text NOT NULL,
    account_no text NOT NULL,
    account_seeded boolean NOT NULL,
    insurance text NOT NULL,
    secc_no text NOT NULL,
    life text NOT NULL,
    inactive_reason text NOT NULL,
    change_type text NOT NULL,
    bucket text NOT NULL,
    duplicate text NOT NULL,
    version bigint NOT NULL,
    batch_id bigint,
    CONSTRAINT ck_member_bucket CHECK ((bucket = ANY (ARRAY['INCOMPLETE'::text, 'WITH_BOOKKEEPER'::text, 'PENDING_BM'::text, 'APPROVED'::text, 'REJECTED'::text]))),
    CONSTRAINT ck_member_designation CHECK ((designation = ANY (ARRAY['MEMBER'::text, 'PRESIDENT'::text, 'SECRETARY'::text, 'TREASURER'::text]))),
    CONSTRAINT ck_member_disability CHECK ((disability = ANY (ARRAY['NO'::text, 'SELF'::text, 'FAMILY'::text]))),
    CONSTRAINT ck_member_duplicate CHECK ((duplicate = ANY (ARRAY['NOT_CHECKED'::text, 'NONE'::text, 'POTENTIAL'::text, 'CONFIRMED'::text, 'OVERRIDDEN'::text]))),
    CONSTRAINT ck_member_life CHECK ((life = ANY (ARRAY['ACTIVE'::text, 'INACTIVE'::text]))),
    CONSTRAINT ck_member_social CHECK ((social_category = ANY (ARRAY['SC'::text, 'ST'::text, 'OBC'::text, 'GENERAL'::text, 'OTHER'::text])))
);
CREATE TABLE public.shg_profile (
    block_code text NOT NULL,
    id bigint NOT NULL,
    special_category text NOT NULL,
    promoted_by text NOT NULL,
    promoter_name text NOT NULL,
    meeting_frequency text NOT NULL,
    compulsory_saving_paise bigint NOT NULL,
    voluntary_saving boolean NOT NULL,
    bank text NOT NULL,
    branch text NOT NULL,
    ifsc text NOT NULL,
    account_no text NOT NULL,
    account_opened text,
    mobile text NOT NULL,
    address text NOT NULL,
    bookkeeper_identified boolean NOT NULL,
    member_is_bookkeeper boolean NOT NULL,
    basic_training boolean NOT NULL,
    mcp_prepared boolean NOT NULL,
    standard_bookkeeping boolean NOT NULL,
    cashbook_no text NOT NULL,
    cashbook_page text NOT NULL,
    CONSTRAINT ck_shg_meeting CHECK ((meeting_frequency = ANY (ARRAY[''::text, 'WEEKLY'::text, 'FORTNIGHTLY'::text, 'MONTHLY'::text]))),
    CONSTRAINT ck_shg_special CHECK ((special_category = ANY (ARRAY['GENERAL'::text, 'PWD'::text, 'ELDERLY'::text, 'TRANSGENDER'::text, 'PVTG'::text, 'DIFFICULT_AREA'::text])))
);
CREATE TABLE public.state (
    code text NOT NULL,
    nrlm_code text NOT NULL,
    name text NOT NULL,
    prefix text NOT NULL
);
CREATE TABLE public.user_account (
    block_code text NOT NULL,
    id bigint NOT NULL,
    user_id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    mobile text NOT NULL COLLATE pg_catalog."C",
    email text NOT NULL,
    designation text NOT NULL,
    status text NOT NULL,
    state_code text NOT NULL,
    district_code text NOT NULL,
    category text NOT NULL,
    role text NOT NULL,
    created_at bigint NOT NULL,
    created_by text NOT NULL,
    changed_at bigint NOT NULL,
    changed_by text NOT NULL,
    last_sign_in bigint,
    version bigint NOT NULL,
    batch_id bigint,
    source_row bigint,
    CONSTRAINT ck_user_status CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'INACTIVE'::text, 'DELETED'::text])))
);
CREATE TABLE public.user_role (
    block_code text NOT NULL,
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    category text NOT NULL,
    role text NOT NULL,
    state_code text NOT NULL,
    district_code text NOT NULL,
    gp_id bigint,
    village_id bigint,
    status text NOT NULL,
    granted_at bigint NOT NULL,
    granted_by text NOT NULL,
    batch_id bigint,
    CONSTRAINT ck_role_status CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'INACTIVE'::text])))
);
CREATE TABLE public.user_secret (
    block_code text NOT NULL,
    id bigint NOT NULL,
    kind text NOT NULL,
    hashed text NOT NULL,
    must_change boolean NOT NULL,
    changed_at bigint NOT NULL,
    failed_attempts bigint NOT NULL,
    locked_until bigint,
    CONSTRAINT ck_secret_kind CHECK ((kind = ANY (ARRAY['FIRST'::text, 'OWN'::text])))
);
CREATE TABLE public.village (
    block_code text NOT NULL,
    id bigint NOT NULL,
    gp_id bigint NOT NULL,
    nrlm_code text,
    lgd_code text,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    is_active boolean NOT NULL,
    batch_id bigint
);
-- rows
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT pk_audit_entry PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.block
    ADD CONSTRAINT pk_block PRIMARY KEY (code);
ALTER TABLE ONLY public.block_counter
    ADD CONSTRAINT pk_block_counter PRIMARY KEY (block_code, name);
ALTER TABLE ONLY public.cbo
    ADD CONSTRAINT pk_cbo PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.cbo_link
    ADD CONSTRAINT pk_cbo_link PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.cbo_parent
    ADD CONSTRAINT pk_cbo_parent PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.district
    ADD CONSTRAINT pk_district PRIMARY KEY (code);
ALTER TABLE ONLY public.federation_profile
    ADD CONSTRAINT pk_federation_profile PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.gram_panchayat
    ADD CONSTRAINT pk_gram_panchayat PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.import_batch
    ADD CONSTRAINT pk_import_batch PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.import_row
    ADD CONSTRAINT pk_import_row PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.member
    ADD CONSTRAINT pk_member PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.shg_profile
    ADD CONSTRAINT pk_shg_profile PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.state
    ADD CONSTRAINT pk_state PRIMARY KEY (code);
ALTER TABLE ONLY public.user_account
    ADD CONSTRAINT pk_user_account PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.user_role
    ADD CONSTRAINT pk_user_role PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.user_secret
    ADD CONSTRAINT pk_user_secret PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.village
    ADD CONSTRAINT pk_village PRIMARY KEY (block_code, id);
CREATE INDEX ix_audit_entity ON public.audit_entry USING btree (block_code, entity, entity_id, id);
CREATE INDEX ix_batch_file ON public.import_batch USING btree (block_code, kind, sha256);
CREATE INDEX ix_batch_list ON public.import_batch USING btree (block_code, at, id);
CREATE INDEX ix_block_district_code ON public.block USING btree (district_code);
CREATE INDEX ix_block_state_code ON public.block USING btree (state_code);
CREATE INDEX ix_cbo_clf ON public.cbo USING btree (block_code, clf_id, cbo_type, name_key, id);
CREATE INDEX ix_cbo_gp ON public.cbo USING btree (block_code, cbo_type, gp_id, name_key, id);
CREATE INDEX ix_cbo_name ON public.cbo USING btree (block_code, cbo_type, name_key, id);
CREATE INDEX ix_cbo_village ON public.cbo USING btree (block_code, village_id, cbo_type);
CREATE INDEX ix_cbo_vo ON public.cbo USING btree (block_code, vo_id, cbo_type, name_key, id);
CREATE INDEX ix_gp_name ON public.gram_panchayat USING btree (block_code, name_key, id);
CREATE INDEX ix_link_account ON public.cbo_link USING btree (block_code, account_id, cbo_type);
CREATE INDEX ix_link_cbo ON public.cbo_link USING btree (block_code, cbo_id, linked_at);
CREATE INDEX ix_member_shg ON public.member USING btree (block_code, shg_id, id);
CREATE INDEX ix_parent_members ON public.cbo_parent USING btree (block_code, parent_id, left_on);
CREATE INDEX ix_role_list ON public.user_role USING btree (block_code, role, account_id);
CREATE INDEX ix_row_batch ON public.import_row USING btree (block_code, batch_id, row_no, id);
CREATE INDEX ix_user_list ON public.user_account USING btree (block_code, user_id, id);
CREATE INDEX ix_user_mobile ON public.user_account USING btree (block_code, mobile, id);
CREATE INDEX ix_user_name ON public.user_account USING btree (block_code, name_key, id);
CREATE INDEX ix_village_gp ON public.village USING btree (block_code, gp_id, name_key, id);
CREATE UNIQUE INDEX uq_audit_chain ON public.audit_entry USING btree (block_code, prev_hash);
CREATE UNIQUE INDEX uq_cbo_code ON public.cbo USING btree (block_code, cbo_type, code);
CREATE UNIQUE INDEX uq_gp_nrlm ON public.gram_panchayat USING btree (block_code, nrlm_code);
CREATE UNIQUE INDEX uq_link_books ON public.cbo_link USING btree (block_code, cbo_id) WHERE ((unlinked_at IS NULL) AND (duty = 'BOOKS'::text));
CREATE UNIQUE INDEX uq_link_role ON public.cbo_link USING btree (block_code, role_id, cbo_id) WHERE (unlinked_at IS NULL);
CREATE UNIQUE INDEX uq_member_code ON public.member USING btree (block_code, member_code);
CREATE UNIQUE INDEX uq_parent_now ON public.cbo_parent USING btree (block_code, child_id) WHERE (left_on IS NULL);
CREATE UNIQUE INDEX uq_role_of_account ON public.user_role USING btree (block_code, account_id, role) WHERE (status = 'ACTIVE'::text);
CREATE UNIQUE INDEX uq_user_id ON public.user_account USING btree (user_id);
CREATE UNIQUE INDEX uq_village_nrlm ON public.village USING btree (block_code, nrlm_code);
CREATE TRIGGER audit_no_change BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION public.audit_append_only();
ALTER TABLE ONLY public.block
    ADD CONSTRAINT fk_block_district_code FOREIGN KEY (district_code) REFERENCES public.district(code);
ALTER TABLE ONLY public.block
    ADD CONSTRAINT fk_block_state_code FOREIGN KEY (state_code) REFERENCES public.state(code);
ALTER TABLE ONLY public.cbo
    ADD CONSTRAINT fk_cbo_clf FOREIGN KEY (block_code, clf_id) REFERENCES public.cbo(block_code, id);
ALTER TABLE ONLY public.cbo
    ADD CONSTRAINT fk_cbo_gp FOREIGN KEY (block_code, gp_id) REFERENCES public.gram_panchayat(block_code, id);
ALTER TABLE ONLY public.cbo
    ADD CONSTRAINT fk_cbo_village FOREIGN KEY (block_code, village_id) REFERENCES public.village(block_code, id);
ALTER TABLE ONLY public.cbo
    ADD CONSTRAINT fk_cbo_vo FOREIGN KEY (block_code, vo_id) REFERENCES public.cbo(block_code, id);
ALTER TABLE ONLY public.district
    ADD CONSTRAINT fk_district_state_code FOREIGN KEY (state_code) REFERENCES public.state(code);
ALTER TABLE ONLY public.federation_profile
    ADD CONSTRAINT fk_federation_profile_cbo FOREIGN KEY (block_code, id) REFERENCES public.cbo(block_code, id);
ALTER TABLE ONLY public.cbo_link
    ADD CONSTRAINT fk_link_cbo FOREIGN KEY (block_code, cbo_id) REFERENCES public.cbo(block_code, id);
ALTER TABLE ONLY public.cbo_link
    ADD CONSTRAINT fk_link_role FOREIGN KEY (block_code, role_id) REFERENCES public.user_role(block_code, id);
ALTER TABLE ONLY public.member
    ADD CONSTRAINT fk_member_shg FOREIGN KEY (block_code, shg_id) REFERENCES public.cbo(block_code, id);
ALTER TABLE ONLY public.cbo_parent
    ADD CONSTRAINT fk_parent_child FOREIGN KEY (block_code, child_id) REFERENCES public.cbo(block_code, id);
ALTER TABLE ONLY public.cbo_parent
    ADD CONSTRAINT fk_parent_parent FOREIGN KEY (block_code, parent_id) REFERENCES public.cbo(block_code, id);
ALTER TABLE ONLY public.user_role
    ADD CONSTRAINT fk_role_account FOREIGN KEY (block_code, account_id) REFERENCES public.user_account(block_code, id);
ALTER TABLE ONLY public.user_role
    ADD CONSTRAINT fk_role_gp FOREIGN KEY (block_code, gp_id) REFERENCES public.gram_panchayat(block_code, id);
ALTER TABLE ONLY public.user_role
    ADD CONSTRAINT fk_role_village FOREIGN KEY (block_code, village_id) REFERENCES public.village(block_code, id);
ALTER TABLE ONLY public.import_row
    ADD CONSTRAINT fk_row_batch FOREIGN KEY (block_code, batch_id) REFERENCES public.import_batch(block_code, id);
ALTER TABLE ONLY public.user_secret
    ADD CONSTRAINT fk_secret_account FOREIGN KEY (block_code, id) REFERENCES public.user_account(block_code, id);
ALTER TABLE ONLY public.shg_profile
    ADD CONSTRAINT fk_shg_profile_cbo FOREIGN KEY (block_code, id) REFERENCES public.cbo(block_code, id);
ALTER TABLE ONLY public.village
    ADD CONSTRAINT fk_village_gp FOREIGN KEY (block_code, gp_id) REFERENCES public.gram_panchayat(block_code, id);
