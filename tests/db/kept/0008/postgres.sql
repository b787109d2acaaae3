CREATE FUNCTION public.answer_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'what the central server answered stays'; END $$;
CREATE FUNCTION public.audit_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$;
CREATE FUNCTION public.verdict_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
IF TG_OP <> 'UPDATE' THEN RAISE EXCEPTION 'a verdict is taken back, never changed or deleted'; END IF;
IF OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL OR NEW.block_code IS DISTINCT FROM OLD.block_code OR NEW.id IS DISTINCT FROM OLD.id OR NEW.act IS DISTINCT FROM OLD.act OR NEW.record_kind IS DISTINCT FROM OLD.record_kind OR NEW.record_id IS DISTINCT FROM OLD.record_id OR NEW.version_id IS DISTINCT FROM OLD.version_id OR NEW.made_by IS DISTINCT FROM OLD.made_by OR NEW.loaded_by IS DISTINCT FROM OLD.loaded_by OR NEW.verdict IS DISTINCT FROM OLD.verdict OR NEW.decided_by IS DISTINCT FROM OLD.decided_by OR NEW.decided_at IS DISTINCT FROM OLD.decided_at OR NEW.remarks IS DISTINCT FROM OLD.remarks OR NEW.issued IS DISTINCT FROM OLD.issued OR NEW.before IS DISTINCT FROM OLD.before THEN RAISE EXCEPTION 'a verdict is taken back, never changed or deleted'; END IF;
RETURN NEW;
END $$;
CREATE FUNCTION public.version_by_verdict() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.state IN ('APPROVED', 'REJECTED') AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.block_code = NEW.block_code AND v.version_id = NEW.id AND v.undone_at IS NULL AND v.verdict = NEW.state) THEN RAISE EXCEPTION 'a version is approved or rejected by a verdict alone'; END IF; RETURN NEW; END $$;
CREATE FUNCTION public.version_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.state <> 'WAITING' AND (NEW.record_kind IS DISTINCT FROM OLD.record_kind OR NEW.record_id IS DISTINCT FROM OLD.record_id OR NEW.version IS DISTINCT FROM OLD.version OR NEW.revision IS DISTINCT FROM OLD.revision OR NEW.content IS DISTINCT FROM OLD.content OR NEW.digest IS DISTINCT FROM OLD.digest OR NEW.made_by IS DISTINCT FROM OLD.made_by OR NEW.loaded_by IS DISTINCT FROM OLD.loaded_by) THEN RAISE EXCEPTION 'a version that was decided is never changed'; END IF; RETURN NEW; END $$;
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
    uid text,
    source text DEFAULT ''::text NOT NULL,
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
CREATE TABLE public.claim (
    block_code text NOT NULL,
    id bigint NOT NULL,
    claimed_by text NOT NULL,
    claimed_until bigint NOT NULL
);
CREATE TABLE public.cluster_scope (
    block_code text NOT NULL,
    id bigint NOT NULL,
    clf_id bigint NOT NULL,
    set_by text NOT NULL,
    set_at bigint NOT NULL
);
CREATE TABLE public.common_key (
    block_code text NOT NULL,
    key bigint NOT NULL,
    holders bigint NOT NULL,
    field text NOT NULL,
    shown text NOT NULL
);
CREATE TABLE public.district (
    code text NOT NULL,
    state_code text NOT NULL,
    nrlm_code text NOT NULL,
    name text NOT NULL
);
CREATE TABLE public.duplicate_result (
    block_code text NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    id bigint NOT NULL,
    overall text NOT NULL,
    mobile text NOT NULL,
    account text NOT NULL,
    voter text NOT NULL,
    aadhaar text NOT NULL,
    confirmed bigint NOT NULL,
    potential bigint NOT NULL,
    uploaded_at bigint NOT NULL,
    checked_at bigint,
    stale boolean NOT NULL,
    CONSTRAINT ck_result_overall CHECK ((overall = ANY (ARRAY['NOT_CHECKED'::text, 'NONE'::text, 'SHARED'::text, 'POTENTIAL'::text, 'CONFIRMED'::text, 'OVERRIDDEN'::text])))
);
CREATE TABLE public.export (
    block_code text NOT NULL,
    id bigint NOT NULL,
    export_uid text NOT NULL,
    made_by text NOT NULL,
    made_at bigint NOT NULL,
    records bigint NOT NULL,
    sha256 text NOT NULL,
    written_at bigint,
    acknowledged_at bigint
);
CREATE TABLE public.export_answer (
    block_code text NOT NULL,
    id bigint NOT NULL,
    export_id bigint NOT NULL,
    outbox_id bigint NOT NULL,
    answer text NOT NULL,
    answer_reason text NOT NULL,
    answered_at bigint NOT NULL,
    loaded_by text NOT NULL,
    CONSTRAINT ck_answer_answer CHECK ((answer = ANY (ARRAY['TAKEN'::text, 'REFUSED'::text])))
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
CREATE TABLE public.finding (
    block_code text NOT NULL,
    one_kind text NOT NULL COLLATE pg_catalog."C",
    one_id bigint NOT NULL,
    other_kind text NOT NULL COLLATE pg_catalog."C",
    other_id bigint NOT NULL,
    found text NOT NULL,
    worst bigint NOT NULL,
    number bigint NOT NULL,
    weight bigint NOT NULL,
    numbers text NOT NULL,
    terms text NOT NULL,
    at bigint NOT NULL,
    decision_id bigint,
    CONSTRAINT ck_finding_found CHECK ((found = ANY (ARRAY['CONFIRMED'::text, 'POTENTIAL'::text, 'SHARED'::text])))
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
CREATE TABLE public.identifier_mark (
    block_code text NOT NULL,
    id bigint NOT NULL,
    version_id bigint NOT NULL,
    identifier text NOT NULL,
    mark text NOT NULL,
    remark_code text NOT NULL,
    remark text NOT NULL,
    decided_by text NOT NULL,
    decided_at bigint NOT NULL,
    CONSTRAINT ck_mark_mark CHECK ((mark = ANY (ARRAY['TICK'::text, 'CROSS'::text]))),
    CONSTRAINT ck_mark_remark CHECK (((mark = 'TICK'::text) OR (remark_code <> ''::text)))
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
CREATE TABLE public.match_key (
    block_code text NOT NULL,
    key bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    id bigint NOT NULL
);
CREATE TABLE public.match_record (
    block_code text NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    id bigint NOT NULL,
    fields text NOT NULL,
    CONSTRAINT ck_match_record_kind CHECK ((kind = ANY (ARRAY['C'::text, 'M'::text])))
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
    uid text,
    origin text DEFAULT ''::text NOT NULL,
    source text DEFAULT ''::text NOT NULL,
    CONSTRAINT ck_member_bucket CHECK ((bucket = ANY (ARRAY['INCOMPLETE'::text, 'WITH_BOOKKEEPER'::text, 'PENDING_BM'::text, 'APPROVED'::text, 'REJECTED'::text]))),
    CONSTRAINT ck_member_designation CHECK ((designation = ANY (ARRAY['MEMBER'::text, 'PRESIDENT'::text, 'SECRETARY'::text, 'TREASURER'::text]))),
    CONSTRAINT ck_member_disability CHECK ((disability = ANY (ARRAY['NO'::text, 'SELF'::text, 'FAMILY'::text]))),
    CONSTRAINT ck_member_duplicate CHECK ((duplicate = ANY (ARRAY['NOT_CHECKED'::text, 'NONE'::text, 'POTENTIAL'::text, 'CONFIRMED'::text, 'OVERRIDDEN'::text]))),
    CONSTRAINT ck_member_life CHECK ((life = ANY (ARRAY['ACTIVE'::text, 'INACTIVE'::text]))),
    CONSTRAINT ck_member_social CHECK ((social_category = ANY (ARRAY['SC'::text, 'ST'::text, 'OBC'::text, 'GENERAL'::text, 'OTHER'::text])))
);
CREATE TABLE public.opening_finding (
    block_code text NOT NULL,
    id bigint NOT NULL,
    opening_id bigint NOT NULL,
    one_kind text NOT NULL,
    one_id bigint NOT NULL,
    other_kind text NOT NULL,
    other_id bigint NOT NULL,
    found text NOT NULL,
    numbers text NOT NULL,
    CONSTRAINT ck_opening_finding_one CHECK ((one_kind = ANY (ARRAY['C'::text, 'M'::text]))),
    CONSTRAINT ck_opening_finding_other CHECK ((other_kind = ANY (ARRAY['C'::text, 'M'::text])))
);
CREATE TABLE public.opening_load (
    block_code text NOT NULL,
    id bigint NOT NULL,
    state text NOT NULL,
    source text NOT NULL,
    file_name text NOT NULL,
    sha256 text NOT NULL,
    made_by text NOT NULL,
    made_mobile text NOT NULL,
    loaded_by text NOT NULL,
    loaded_mobile text NOT NULL,
    loaded_at bigint NOT NULL,
    counts text NOT NULL,
    confirmed bigint NOT NULL,
    potential bigint NOT NULL,
    decided_by text,
    decided_at bigint,
    decided_why text NOT NULL,
    act bigint,
    undone_by text,
    undone_at bigint,
    undo_reason text NOT NULL,
    CONSTRAINT ck_opening_state CHECK ((state = ANY (ARRAY['WAITING'::text, 'ACCEPTED'::text, 'REFUSED'::text, 'TAKEN_BACK'::text])))
);
CREATE TABLE public.opening_record (
    block_code text NOT NULL,
    id bigint NOT NULL,
    opening_id bigint NOT NULL,
    kind text NOT NULL,
    record_kind text NOT NULL,
    record_id bigint NOT NULL,
    outcome text NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    place text NOT NULL,
    gp_id bigint,
    village_id bigint,
    shg_id bigint,
    parent text NOT NULL,
    seen bigint NOT NULL,
    active boolean NOT NULL,
    account boolean NOT NULL,
    content text NOT NULL,
    digest text NOT NULL,
    CONSTRAINT ck_opening_record_family CHECK ((record_kind = ANY (ARRAY['C'::text, 'M'::text]))),
    CONSTRAINT ck_opening_record_kind CHECK ((kind = ANY (ARRAY['SHG'::text, 'VO'::text, 'CLF'::text, 'MEMBER'::text]))),
    CONSTRAINT ck_opening_record_outcome CHECK ((outcome = ANY (ARRAY['NEW'::text, 'FILL'::text])))
);
CREATE TABLE public.outbox (
    block_code text NOT NULL,
    id bigint NOT NULL,
    verdict_id bigint NOT NULL,
    record_kind text NOT NULL,
    record_id bigint NOT NULL,
    cbo_id bigint NOT NULL,
    cbo_kind text NOT NULL,
    uid text NOT NULL,
    code text NOT NULL,
    revision bigint NOT NULL,
    content text NOT NULL,
    approved_at bigint NOT NULL,
    export_id bigint,
    answer text NOT NULL,
    answer_reason text NOT NULL,
    CONSTRAINT ck_outbox_answer CHECK ((answer = ANY (ARRAY[''::text, 'TAKEN'::text, 'REFUSED'::text]))),
    CONSTRAINT ck_outbox_kind CHECK ((record_kind = ANY (ARRAY['C'::text, 'M'::text])))
);
CREATE TABLE public.pair_decision (
    block_code text NOT NULL,
    id bigint NOT NULL,
    one_kind text NOT NULL,
    one_id bigint NOT NULL,
    other_kind text NOT NULL,
    other_id bigint NOT NULL,
    one_digest text NOT NULL,
    other_digest text NOT NULL,
    reason_code text NOT NULL,
    reason text NOT NULL,
    decided_by text NOT NULL,
    decided_at bigint NOT NULL,
    undone_by text,
    undone_at bigint,
    undo_reason text NOT NULL,
    CONSTRAINT ck_decision_reason CHECK ((reason_code = ANY (ARRAY[''::text, 'RELATIVE'::text, 'NAMESAKE'::text, 'SHARED_NUMBER'::text, 'SEEN_BOTH'::text, 'OTHER'::text])))
);
CREATE TABLE public.profile_version (
    block_code text NOT NULL,
    id bigint NOT NULL,
    record_kind text NOT NULL,
    record_id bigint NOT NULL,
    version bigint NOT NULL,
    state text NOT NULL,
    revision bigint NOT NULL,
    content text NOT NULL,
    digest text NOT NULL,
    made_by text NOT NULL,
    loaded_by text NOT NULL,
    upload_id bigint,
    at bigint NOT NULL,
    made_mobile text DEFAULT ''::text NOT NULL,
    loaded_mobile text DEFAULT ''::text NOT NULL,
    CONSTRAINT ck_version_kind CHECK ((record_kind = ANY (ARRAY['C'::text, 'M'::text]))),
    CONSTRAINT ck_version_state CHECK ((state = ANY (ARRAY['WAITING'::text, 'APPROVED'::text, 'REJECTED'::text, 'REPLACED'::text])))
);
CREATE TABLE public.saved_filter (
    block_code text NOT NULL,
    id bigint NOT NULL,
    user_id text NOT NULL,
    section text NOT NULL,
    name text NOT NULL,
    words text NOT NULL
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
CREATE TABLE public.staff_deputy (
    block_code text NOT NULL,
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    granted_at bigint NOT NULL,
    granted_by text NOT NULL,
    closed_at bigint,
    closed_by text NOT NULL,
    closed_why text NOT NULL,
    CONSTRAINT ck_deputy_closed CHECK (((closed_at IS NULL) = (closed_by = ''::text)))
);
CREATE TABLE public.state (
    code text NOT NULL,
    nrlm_code text NOT NULL,
    name text NOT NULL,
    prefix text NOT NULL
);
CREATE TABLE public.upload (
    block_code text NOT NULL,
    id bigint NOT NULL,
    upload_uid text NOT NULL,
    sha256 text NOT NULL,
    sequence bigint NOT NULL,
    made_by text NOT NULL,
    made_at bigint NOT NULL,
    loaded_by text NOT NULL,
    loaded_at bigint NOT NULL,
    signed text NOT NULL,
    whole boolean NOT NULL,
    file_name text NOT NULL,
    counts text NOT NULL,
    CONSTRAINT ck_upload_signed CHECK ((signed = ANY (ARRAY['SIGNED'::text, 'UNSIGNED'::text])))
);
CREATE TABLE public.upload_line (
    block_code text NOT NULL,
    id bigint NOT NULL,
    upload_id bigint NOT NULL,
    line_no bigint NOT NULL,
    kind text NOT NULL,
    uid text NOT NULL,
    name text NOT NULL,
    outcome text NOT NULL,
    reason text NOT NULL,
    cbo_id bigint,
    members bigint NOT NULL,
    CONSTRAINT ck_upload_line_outcome CHECK ((outcome = ANY (ARRAY['NEW'::text, 'CHANGED'::text, 'UNCHANGED'::text, 'OLDER'::text, 'REFUSED'::text])))
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
    bundle_key bigint DEFAULT '1'::bigint NOT NULL,
    former_mobiles text DEFAULT ''::text NOT NULL,
    language text DEFAULT ''::text NOT NULL,
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
CREATE TABLE public.verdict (
    block_code text NOT NULL,
    id bigint NOT NULL,
    act bigint NOT NULL,
    record_kind text NOT NULL,
    record_id bigint NOT NULL,
    version_id bigint,
    made_by text NOT NULL,
    loaded_by text NOT NULL,
    verdict text NOT NULL,
    decided_by text NOT NULL,
    decided_at bigint NOT NULL,
    remarks text NOT NULL,
    issued text NOT NULL,
    before text NOT NULL,
    undone_by text,
    undone_at bigint,
    undo_reason text NOT NULL,
    CONSTRAINT ck_maker_checker CHECK (((upper(decided_by) <> upper(made_by)) AND (upper(decided_by) <> upper(loaded_by)))),
    CONSTRAINT ck_verdict_kind CHECK ((record_kind = ANY (ARRAY['C'::text, 'M'::text]))),
    CONSTRAINT ck_verdict_remarks CHECK (((verdict <> 'REJECTED'::text) OR (remarks <> '[]'::text))),
    CONSTRAINT ck_verdict_verdict CHECK ((verdict = ANY (ARRAY['APPROVED'::text, 'REJECTED'::text, 'ACTIVATED'::text]))),
    CONSTRAINT ck_verdict_version CHECK (((version_id IS NOT NULL) OR (verdict = 'ACTIVATED'::text)))
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
ALTER TABLE ONLY public.claim
    ADD CONSTRAINT pk_claim PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.cluster_scope
    ADD CONSTRAINT pk_cluster_scope PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.common_key
    ADD CONSTRAINT pk_common_key PRIMARY KEY (block_code, key);
ALTER TABLE ONLY public.district
    ADD CONSTRAINT pk_district PRIMARY KEY (code);
ALTER TABLE ONLY public.duplicate_result
    ADD CONSTRAINT pk_duplicate_result PRIMARY KEY (block_code, kind, id);
ALTER TABLE ONLY public.export
    ADD CONSTRAINT pk_export PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.export_answer
    ADD CONSTRAINT pk_export_answer PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.federation_profile
    ADD CONSTRAINT pk_federation_profile PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.finding
    ADD CONSTRAINT pk_finding PRIMARY KEY (block_code, one_kind, one_id, other_kind, other_id);
ALTER TABLE ONLY public.gram_panchayat
    ADD CONSTRAINT pk_gram_panchayat PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.identifier_mark
    ADD CONSTRAINT pk_identifier_mark PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.import_batch
    ADD CONSTRAINT pk_import_batch PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.import_row
    ADD CONSTRAINT pk_import_row PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.match_key
    ADD CONSTRAINT pk_match_key PRIMARY KEY (block_code, key, kind, id);
ALTER TABLE ONLY public.match_record
    ADD CONSTRAINT pk_match_record PRIMARY KEY (block_code, kind, id);
ALTER TABLE ONLY public.member
    ADD CONSTRAINT pk_member PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.opening_finding
    ADD CONSTRAINT pk_opening_finding PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.opening_load
    ADD CONSTRAINT pk_opening_load PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.opening_record
    ADD CONSTRAINT pk_opening_record PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT pk_outbox PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.pair_decision
    ADD CONSTRAINT pk_pair_decision PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.profile_version
    ADD CONSTRAINT pk_profile_version PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.saved_filter
    ADD CONSTRAINT pk_saved_filter PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.shg_profile
    ADD CONSTRAINT pk_shg_profile PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.staff_deputy
    ADD CONSTRAINT pk_staff_deputy PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.state
    ADD CONSTRAINT pk_state PRIMARY KEY (code);
ALTER TABLE ONLY public.upload
    ADD CONSTRAINT pk_upload PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.upload_line
    ADD CONSTRAINT pk_upload_line PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.user_account
    ADD CONSTRAINT pk_user_account PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.user_role
    ADD CONSTRAINT pk_user_role PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.user_secret
    ADD CONSTRAINT pk_user_secret PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.verdict
    ADD CONSTRAINT pk_verdict PRIMARY KEY (block_code, id);
ALTER TABLE ONLY public.village
    ADD CONSTRAINT pk_village PRIMARY KEY (block_code, id);
CREATE INDEX ix_answer_export ON public.export_answer USING btree (block_code, export_id, outbox_id, id);
CREATE INDEX ix_answer_record ON public.export_answer USING btree (block_code, outbox_id, id);
CREATE INDEX ix_audit_entity ON public.audit_entry USING btree (block_code, entity, entity_id, id);
CREATE INDEX ix_batch_file ON public.import_batch USING btree (block_code, kind, sha256);
CREATE INDEX ix_batch_list ON public.import_batch USING btree (block_code, at, id);
CREATE INDEX ix_block_district_code ON public.block USING btree (district_code);
CREATE INDEX ix_block_state_code ON public.block USING btree (state_code);
CREATE INDEX ix_cbo_clf ON public.cbo USING btree (block_code, clf_id, cbo_type, name_key, id);
CREATE INDEX ix_cbo_gp ON public.cbo USING btree (block_code, cbo_type, gp_id, name_key, id);
CREATE INDEX ix_cbo_name ON public.cbo USING btree (block_code, cbo_type, name_key, id);
CREATE INDEX ix_cbo_pending ON public.cbo USING btree (block_code, cbo_type, request_date, id) WHERE (bucket = 'PENDING_BM'::text);
CREATE INDEX ix_cbo_rejected ON public.cbo USING btree (block_code, cbo_type, id) WHERE (bucket = 'REJECTED'::text);
CREATE INDEX ix_cbo_village ON public.cbo USING btree (block_code, village_id, cbo_type);
CREATE INDEX ix_cbo_vo ON public.cbo USING btree (block_code, vo_id, cbo_type, name_key, id);
CREATE INDEX ix_common_field ON public.common_key USING btree (block_code, field, holders, key);
CREATE INDEX ix_decision_pair ON public.pair_decision USING btree (block_code, one_kind, one_id, other_kind, other_id);
CREATE INDEX ix_finding_other ON public.finding USING btree (block_code, other_kind, other_id);
CREATE INDEX ix_finding_worst ON public.finding USING btree (block_code, worst, number);
CREATE INDEX ix_gp_name ON public.gram_panchayat USING btree (block_code, name_key, id);
CREATE INDEX ix_link_account ON public.cbo_link USING btree (block_code, account_id, cbo_type);
CREATE INDEX ix_link_cbo ON public.cbo_link USING btree (block_code, cbo_id, linked_at);
CREATE INDEX ix_member_no_code ON public.member USING btree (block_code, shg_id, id) WHERE ((bucket = 'APPROVED'::text) AND (member_code IS NULL));
CREATE INDEX ix_member_pending ON public.member USING btree (block_code, shg_id, id) WHERE (bucket = 'PENDING_BM'::text);
CREATE INDEX ix_member_rejected ON public.member USING btree (block_code, shg_id, id) WHERE (bucket = 'REJECTED'::text);
CREATE INDEX ix_member_shg ON public.member USING btree (block_code, shg_id, id);
CREATE INDEX ix_opening_act ON public.opening_load USING btree (block_code, act);
CREATE INDEX ix_opening_finding ON public.opening_finding USING btree (block_code, opening_id, id);
CREATE INDEX ix_opening_list ON public.opening_load USING btree (block_code, loaded_at, id);
CREATE INDEX ix_opening_record_row ON public.opening_record USING btree (block_code, record_kind, record_id);
CREATE INDEX ix_opening_record_shg ON public.opening_record USING btree (block_code, opening_id, shg_id, id);
CREATE INDEX ix_outbox_export ON public.outbox USING btree (block_code, export_id, cbo_id, id);
CREATE INDEX ix_outbox_record ON public.outbox USING btree (block_code, record_kind, record_id, id);
CREATE INDEX ix_outbox_waiting ON public.outbox USING btree (block_code, cbo_id, id) WHERE (export_id IS NULL);
CREATE INDEX ix_parent_members ON public.cbo_parent USING btree (block_code, parent_id, left_on);
CREATE INDEX ix_result_stale ON public.duplicate_result USING btree (block_code, kind, id) WHERE stale;
CREATE INDEX ix_role_list ON public.user_role USING btree (block_code, role, account_id);
CREATE INDEX ix_row_batch ON public.import_row USING btree (block_code, batch_id, row_no, id);
CREATE INDEX ix_upload_list ON public.upload USING btree (block_code, loaded_at, id);
CREATE INDEX ix_user_list ON public.user_account USING btree (block_code, user_id, id);
CREATE INDEX ix_user_mobile ON public.user_account USING btree (block_code, mobile, id);
CREATE INDEX ix_user_name ON public.user_account USING btree (block_code, name_key, id);
CREATE INDEX ix_verdict_act ON public.verdict USING btree (block_code, act);
CREATE INDEX ix_verdict_record ON public.verdict USING btree (block_code, record_kind, record_id, id);
CREATE INDEX ix_verdict_when ON public.verdict USING btree (block_code, decided_at, id);
CREATE INDEX ix_village_gp ON public.village USING btree (block_code, gp_id, name_key, id);
CREATE UNIQUE INDEX uq_audit_chain ON public.audit_entry USING btree (block_code, prev_hash);
CREATE UNIQUE INDEX uq_cbo_code ON public.cbo USING btree (block_code, cbo_type, code);
CREATE UNIQUE INDEX uq_cbo_uid ON public.cbo USING btree (block_code, uid);
CREATE UNIQUE INDEX uq_deputy_open ON public.staff_deputy USING btree (block_code, account_id) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX uq_export_uid ON public.export USING btree (block_code, export_uid);
CREATE UNIQUE INDEX uq_gp_nrlm ON public.gram_panchayat USING btree (block_code, nrlm_code);
CREATE UNIQUE INDEX uq_link_books ON public.cbo_link USING btree (block_code, cbo_id) WHERE ((unlinked_at IS NULL) AND (duty = 'BOOKS'::text));
CREATE UNIQUE INDEX uq_link_role ON public.cbo_link USING btree (block_code, role_id, cbo_id) WHERE (unlinked_at IS NULL);
CREATE UNIQUE INDEX uq_mark ON public.identifier_mark USING btree (block_code, version_id, identifier);
CREATE UNIQUE INDEX uq_member_code ON public.member USING btree (block_code, member_code);
CREATE UNIQUE INDEX uq_member_uid ON public.member USING btree (block_code, uid);
CREATE UNIQUE INDEX uq_opening_record ON public.opening_record USING btree (block_code, opening_id, kind, code);
CREATE UNIQUE INDEX uq_opening_waits ON public.opening_load USING btree (block_code) WHERE (state = 'WAITING'::text);
CREATE UNIQUE INDEX uq_outbox_verdict ON public.outbox USING btree (block_code, verdict_id);
CREATE UNIQUE INDEX uq_parent_now ON public.cbo_parent USING btree (block_code, child_id) WHERE (left_on IS NULL);
CREATE UNIQUE INDEX uq_role_of_account ON public.user_role USING btree (block_code, account_id, role) WHERE (status = 'ACTIVE'::text);
CREATE UNIQUE INDEX uq_saved_filter ON public.saved_filter USING btree (block_code, user_id, section, name);
CREATE UNIQUE INDEX uq_upload_line ON public.upload_line USING btree (block_code, upload_id, line_no);
CREATE UNIQUE INDEX uq_upload_uid ON public.upload USING btree (block_code, upload_uid);
CREATE UNIQUE INDEX uq_user_id ON public.user_account USING btree (user_id);
CREATE UNIQUE INDEX uq_verdict_stands ON public.verdict USING btree (block_code, version_id) WHERE (undone_at IS NULL);
CREATE UNIQUE INDEX uq_version ON public.profile_version USING btree (block_code, record_kind, record_id, version);
CREATE UNIQUE INDEX uq_version_makers ON public.profile_version USING btree (block_code, id, made_by, loaded_by);
CREATE UNIQUE INDEX uq_village_nrlm ON public.village USING btree (block_code, nrlm_code);
CREATE TRIGGER answer_no_change BEFORE DELETE OR UPDATE OR TRUNCATE ON public.export_answer FOR EACH STATEMENT EXECUTE FUNCTION public.answer_stays();
CREATE TRIGGER audit_no_change BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION public.audit_append_only();
CREATE TRIGGER verdict_kept BEFORE DELETE OR UPDATE ON public.verdict FOR EACH ROW EXECUTE FUNCTION public.verdict_kept();
CREATE TRIGGER verdict_no_truncate BEFORE TRUNCATE ON public.verdict FOR EACH STATEMENT EXECUTE FUNCTION public.verdict_kept();
CREATE TRIGGER version_by_verdict BEFORE INSERT OR UPDATE OF state ON public.profile_version FOR EACH ROW EXECUTE FUNCTION public.version_by_verdict();
CREATE TRIGGER version_kept BEFORE UPDATE ON public.profile_version FOR EACH ROW EXECUTE FUNCTION public.version_kept();
ALTER TABLE ONLY public.export_answer
    ADD CONSTRAINT fk_answer_export FOREIGN KEY (block_code, export_id) REFERENCES public.export(block_code, id);
ALTER TABLE ONLY public.export_answer
    ADD CONSTRAINT fk_answer_outbox FOREIGN KEY (block_code, outbox_id) REFERENCES public.outbox(block_code, id);
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
ALTER TABLE ONLY public.claim
    ADD CONSTRAINT fk_claim_cbo FOREIGN KEY (block_code, id) REFERENCES public.cbo(block_code, id);
ALTER TABLE ONLY public.cluster_scope
    ADD CONSTRAINT fk_cluster_clf FOREIGN KEY (block_code, clf_id) REFERENCES public.cbo(block_code, id);
ALTER TABLE ONLY public.cluster_scope
    ADD CONSTRAINT fk_cluster_role FOREIGN KEY (block_code, id) REFERENCES public.user_role(block_code, id);
ALTER TABLE ONLY public.staff_deputy
    ADD CONSTRAINT fk_deputy_account FOREIGN KEY (block_code, account_id) REFERENCES public.user_account(block_code, id);
ALTER TABLE ONLY public.district
    ADD CONSTRAINT fk_district_state_code FOREIGN KEY (state_code) REFERENCES public.state(code);
ALTER TABLE ONLY public.federation_profile
    ADD CONSTRAINT fk_federation_profile_cbo FOREIGN KEY (block_code, id) REFERENCES public.cbo(block_code, id);
ALTER TABLE ONLY public.cbo_link
    ADD CONSTRAINT fk_link_cbo FOREIGN KEY (block_code, cbo_id) REFERENCES public.cbo(block_code, id);
ALTER TABLE ONLY public.cbo_link
    ADD CONSTRAINT fk_link_role FOREIGN KEY (block_code, role_id) REFERENCES public.user_role(block_code, id);
ALTER TABLE ONLY public.identifier_mark
    ADD CONSTRAINT fk_mark_version FOREIGN KEY (block_code, version_id) REFERENCES public.profile_version(block_code, id);
ALTER TABLE ONLY public.member
    ADD CONSTRAINT fk_member_shg FOREIGN KEY (block_code, shg_id) REFERENCES public.cbo(block_code, id);
ALTER TABLE ONLY public.opening_finding
    ADD CONSTRAINT fk_opening_finding_load FOREIGN KEY (block_code, opening_id) REFERENCES public.opening_load(block_code, id);
ALTER TABLE ONLY public.opening_record
    ADD CONSTRAINT fk_opening_record_load FOREIGN KEY (block_code, opening_id) REFERENCES public.opening_load(block_code, id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT fk_outbox_export FOREIGN KEY (block_code, export_id) REFERENCES public.export(block_code, id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT fk_outbox_verdict FOREIGN KEY (block_code, verdict_id) REFERENCES public.verdict(block_code, id);
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
ALTER TABLE ONLY public.upload_line
    ADD CONSTRAINT fk_upload_line_upload FOREIGN KEY (block_code, upload_id) REFERENCES public.upload(block_code, id);
ALTER TABLE ONLY public.verdict
    ADD CONSTRAINT fk_verdict_version FOREIGN KEY (block_code, version_id, made_by, loaded_by) REFERENCES public.profile_version(block_code, id, made_by, loaded_by);
ALTER TABLE ONLY public.profile_version
    ADD CONSTRAINT fk_version_upload FOREIGN KEY (block_code, upload_id) REFERENCES public.upload(block_code, id);
ALTER TABLE ONLY public.village
    ADD CONSTRAINT fk_village_gp FOREIGN KEY (block_code, gp_id) REFERENCES public.gram_panchayat(block_code, id);
