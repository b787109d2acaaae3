CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE audit_entry (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	actor TEXT NOT NULL, 
	role TEXT NOT NULL, 
	action TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	entity TEXT NOT NULL, 
	entity_id TEXT NOT NULL, 
	details TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	os_user TEXT NOT NULL, 
	client TEXT NOT NULL, 
	prev_hash TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_audit_entry PRIMARY KEY (block_code, id)
);
CREATE TABLE block_counter (
	block_code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	value BIGINT NOT NULL, 
	CONSTRAINT pk_block_counter PRIMARY KEY (block_code, name)
);
CREATE TABLE gram_panchayat (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	nrlm_code TEXT, 
	lgd_code TEXT, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	is_active BOOLEAN NOT NULL, 
	batch_id BIGINT, 
	CONSTRAINT pk_gram_panchayat PRIMARY KEY (block_code, id)
);
CREATE TABLE import_batch (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	state TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	by_user TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	file_size BIGINT NOT NULL, 
	sheet TEXT NOT NULL, 
	template_version TEXT NOT NULL, 
	good_rows_only BOOLEAN NOT NULL, 
	counts TEXT NOT NULL, 
	undone_at BIGINT, 
	undone_by TEXT, 
	undo_why TEXT, 
	undo_counts TEXT, 
	CONSTRAINT pk_import_batch PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_batch_kind CHECK (kind IN ('mapping', 'places', 'cbos')), 
	CONSTRAINT ck_batch_state CHECK (state IN ('APPLIED', 'UNDONE', 'PARTLY_UNDONE'))
);
CREATE TABLE state (
	code TEXT NOT NULL, 
	nrlm_code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	prefix TEXT NOT NULL, 
	CONSTRAINT pk_state PRIMARY KEY (code)
);
CREATE TABLE user_account (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	user_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	mobile TEXT NOT NULL, 
	email TEXT NOT NULL, 
	designation TEXT NOT NULL, 
	status TEXT NOT NULL, 
	state_code TEXT NOT NULL, 
	district_code TEXT NOT NULL, 
	category TEXT NOT NULL, 
	role TEXT NOT NULL, 
	created_at BIGINT NOT NULL, 
	created_by TEXT NOT NULL, 
	changed_at BIGINT NOT NULL, 
	changed_by TEXT NOT NULL, 
	last_sign_in BIGINT, 
	version BIGINT NOT NULL, 
	batch_id BIGINT, 
	source_row BIGINT, 
	CONSTRAINT pk_user_account PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_user_status CHECK (status IN ('ACTIVE', 'INACTIVE', 'DELETED'))
);
CREATE TABLE district (
	code TEXT NOT NULL, 
	state_code TEXT NOT NULL, 
	nrlm_code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	CONSTRAINT pk_district PRIMARY KEY (code), 
	CONSTRAINT fk_district_state_code FOREIGN KEY(state_code) REFERENCES state (code)
);
CREATE TABLE import_row (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	batch_id BIGINT NOT NULL, 
	row_no BIGINT NOT NULL, 
	outcome TEXT NOT NULL, 
	what TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	CONSTRAINT pk_import_row PRIMARY KEY (block_code, id), 
	CONSTRAINT fk_row_batch FOREIGN KEY(block_code, batch_id) REFERENCES import_batch (block_code, id)
);
CREATE TABLE user_secret (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	hashed TEXT NOT NULL, 
	must_change BOOLEAN NOT NULL, 
	changed_at BIGINT NOT NULL, 
	failed_attempts BIGINT NOT NULL, 
	locked_until BIGINT, 
	CONSTRAINT pk_user_secret PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_secret_kind CHECK (kind IN ('FIRST', 'OWN')), 
	CONSTRAINT fk_secret_account FOREIGN KEY(block_code, id) REFERENCES user_account (block_code, id)
);
CREATE TABLE village (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	gp_id BIGINT NOT NULL, 
	nrlm_code TEXT, 
	lgd_code TEXT, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	is_active BOOLEAN NOT NULL, 
	batch_id BIGINT, 
	CONSTRAINT pk_village PRIMARY KEY (block_code, id), 
	CONSTRAINT fk_village_gp FOREIGN KEY(block_code, gp_id) REFERENCES gram_panchayat (block_code, id)
);
CREATE TABLE block (
	code TEXT NOT NULL, 
	state_code TEXT NOT NULL, 
	district_code TEXT NOT NULL, 
	nrlm_code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	CONSTRAINT pk_block PRIMARY KEY (code), 
	CONSTRAINT fk_block_district_code FOREIGN KEY(district_code) REFERENCES district (code), 
	CONSTRAINT fk_block_state_code FOREIGN KEY(state_code) REFERENCES state (code)
);
CREATE TABLE cbo (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	cbo_type TEXT NOT NULL, 
	code TEXT, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	gp_id BIGINT, 
	village_id BIGINT, 
	vo_id BIGINT, 
	clf_id BIGINT, 
	formation_date TEXT, 
	request_date TEXT, 
	origin TEXT NOT NULL, 
	change_type TEXT NOT NULL, 
	bucket TEXT NOT NULL, 
	life TEXT NOT NULL, 
	duplicate TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	batch_id BIGINT, 
	CONSTRAINT pk_cbo PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_cbo_bucket CHECK (bucket IN ('INCOMPLETE', 'WITH_BOOKKEEPER', 'PENDING_BM', 'APPROVED', 'REJECTED')), 
	CONSTRAINT ck_cbo_type CHECK (cbo_type IN ('SHG', 'VO', 'CLF')), 
	CONSTRAINT ck_cbo_change CHECK (change_type IN ('NEW', 'MODIFIED', '')), 
	CONSTRAINT ck_cbo_duplicate CHECK (duplicate IN ('NOT_CHECKED', 'NONE', 'POTENTIAL', 'CONFIRMED', 'OVERRIDDEN')), 
	CONSTRAINT ck_cbo_life CHECK (life IN ('ACTIVE', 'INACTIVE')), 
	CONSTRAINT ck_cbo_origin CHECK (origin IN ('MIGRATED', 'NEW')), 
	CONSTRAINT fk_cbo_clf FOREIGN KEY(block_code, clf_id) REFERENCES cbo (block_code, id), 
	CONSTRAINT fk_cbo_gp FOREIGN KEY(block_code, gp_id) REFERENCES gram_panchayat (block_code, id), 
	CONSTRAINT fk_cbo_village FOREIGN KEY(block_code, village_id) REFERENCES village (block_code, id), 
	CONSTRAINT fk_cbo_vo FOREIGN KEY(block_code, vo_id) REFERENCES cbo (block_code, id)
);
CREATE TABLE user_role (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	account_id BIGINT NOT NULL, 
	category TEXT NOT NULL, 
	role TEXT NOT NULL, 
	state_code TEXT NOT NULL, 
	district_code TEXT NOT NULL, 
	gp_id BIGINT, 
	village_id BIGINT, 
	status TEXT NOT NULL, 
	granted_at BIGINT NOT NULL, 
	granted_by TEXT NOT NULL, 
	batch_id BIGINT, 
	CONSTRAINT pk_user_role PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_role_status CHECK (status IN ('ACTIVE', 'INACTIVE')), 
	CONSTRAINT fk_role_account FOREIGN KEY(block_code, account_id) REFERENCES user_account (block_code, id), 
	CONSTRAINT fk_role_gp FOREIGN KEY(block_code, gp_id) REFERENCES gram_panchayat (block_code, id), 
	CONSTRAINT fk_role_village FOREIGN KEY(block_code, village_id) REFERENCES village (block_code, id)
);
CREATE TABLE cbo_link (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	account_id BIGINT NOT NULL, 
	role_id BIGINT NOT NULL, 
	cbo_id BIGINT NOT NULL, 
	cbo_type TEXT NOT NULL, 
	duty TEXT NOT NULL, 
	linked_at BIGINT NOT NULL, 
	linked_by TEXT NOT NULL, 
	why TEXT NOT NULL, 
	unlinked_at BIGINT, 
	unlinked_by TEXT, 
	unlink_why TEXT, 
	batch_id BIGINT, 
	source_row BIGINT, 
	unlink_batch_id BIGINT, 
	CONSTRAINT pk_cbo_link PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_link_duty CHECK (duty IN ('BOOKS', 'APPROVES')), 
	CONSTRAINT fk_link_cbo FOREIGN KEY(block_code, cbo_id) REFERENCES cbo (block_code, id), 
	CONSTRAINT fk_link_role FOREIGN KEY(block_code, role_id) REFERENCES user_role (block_code, id)
);
CREATE TABLE cbo_parent (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	child_id BIGINT NOT NULL, 
	parent_id BIGINT NOT NULL, 
	joined_on TEXT, 
	left_on TEXT, 
	entered_by TEXT NOT NULL, 
	ended_by TEXT NOT NULL, 
	why TEXT NOT NULL, 
	batch_id BIGINT, 
	CONSTRAINT pk_cbo_parent PRIMARY KEY (block_code, id), 
	CONSTRAINT fk_parent_child FOREIGN KEY(block_code, child_id) REFERENCES cbo (block_code, id), 
	CONSTRAINT fk_parent_parent FOREIGN KEY(block_code, parent_id) REFERENCES cbo (block_code, id)
);
CREATE TABLE federation_profile (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	cluster_name TEXT NOT NULL, 
	registration_no TEXT NOT NULL, 
	registration_date TEXT, 
	registration_act TEXT NOT NULL, 
	bank TEXT NOT NULL, 
	branch TEXT NOT NULL, 
	ifsc TEXT NOT NULL, 
	account_no TEXT NOT NULL, 
	meeting_frequency TEXT NOT NULL, 
	president_name TEXT NOT NULL, 
	secretary_name TEXT NOT NULL, 
	treasurer_name TEXT NOT NULL, 
	mobile TEXT NOT NULL, 
	CONSTRAINT pk_federation_profile PRIMARY KEY (block_code, id), 
	CONSTRAINT fk_federation_profile_cbo FOREIGN KEY(block_code, id) REFERENCES cbo (block_code, id)
);
CREATE TABLE member (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	shg_id BIGINT NOT NULL, 
	member_code TEXT, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	relation_name TEXT NOT NULL, 
	relation TEXT NOT NULL, 
	gender TEXT NOT NULL, 
	birth_date TEXT, 
	birth_year BIGINT, 
	joining_date TEXT, 
	social_category TEXT NOT NULL, 
	pvtg BOOLEAN NOT NULL, 
	religion TEXT NOT NULL, 
	disability TEXT NOT NULL, 
	pip_category TEXT NOT NULL, 
	education TEXT NOT NULL, 
	designation TEXT NOT NULL, 
	mobile TEXT NOT NULL, 
	aadhaar_ref TEXT NOT NULL, 
	aadhaar_last4 TEXT NOT NULL, 
	voter_id TEXT NOT NULL, 
	other_kyc TEXT NOT NULL, 
	ekyc_date TEXT, 
	bank TEXT NOT NULL, 
	branch TEXT NOT NULL, 
	ifsc TEXT NOT NULL, 
	account_no TEXT NOT NULL, 
	account_seeded BOOLEAN NOT NULL, 
	insurance TEXT NOT NULL, 
	secc_no TEXT NOT NULL, 
	life TEXT NOT NULL, 
	inactive_reason TEXT NOT NULL, 
	change_type TEXT NOT NULL, 
	bucket TEXT NOT NULL, 
	duplicate TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	batch_id BIGINT, 
	CONSTRAINT pk_member PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_member_bucket CHECK (bucket IN ('INCOMPLETE', 'WITH_BOOKKEEPER', 'PENDING_BM', 'APPROVED', 'REJECTED')), 
	CONSTRAINT ck_member_designation CHECK (designation IN ('MEMBER', 'PRESIDENT', 'SECRETARY', 'TREASURER')), 
	CONSTRAINT ck_member_disability CHECK (disability IN ('NO', 'SELF', 'FAMILY')), 
	CONSTRAINT ck_member_duplicate CHECK (duplicate IN ('NOT_CHECKED', 'NONE', 'POTENTIAL', 'CONFIRMED', 'OVERRIDDEN')), 
	CONSTRAINT ck_member_life CHECK (life IN ('ACTIVE', 'INACTIVE')), 
	CONSTRAINT ck_member_social CHECK (social_category IN ('SC', 'ST', 'OBC', 'GENERAL', 'OTHER')), 
	CONSTRAINT fk_member_shg FOREIGN KEY(block_code, shg_id) REFERENCES cbo (block_code, id)
);
CREATE TABLE shg_profile (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	special_category TEXT NOT NULL, 
	promoted_by TEXT NOT NULL, 
	promoter_name TEXT NOT NULL, 
	meeting_frequency TEXT NOT NULL, 
	compulsory_saving_paise BIGINT NOT NULL, 
	voluntary_saving BOOLEAN NOT NULL, 
	bank TEXT NOT NULL, 
	branch TEXT NOT NULL, 
	ifsc TEXT NOT NULL, 
	account_no TEXT NOT NULL, 
	account_opened TEXT, 
	mobile TEXT NOT NULL, 
	address TEXT NOT NULL, 
	bookkeeper_identified BOOLEAN NOT NULL, 
	member_is_bookkeeper BOOLEAN NOT NULL, 
	basic_training BOOLEAN NOT NULL, 
	mcp_prepared BOOLEAN NOT NULL, 
	standard_bookkeeping BOOLEAN NOT NULL, 
	cashbook_no TEXT NOT NULL, 
	cashbook_page TEXT NOT NULL, 
	CONSTRAINT pk_shg_profile PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_shg_meeting CHECK (meeting_frequency IN ('', 'WEEKLY', 'FORTNIGHTLY', 'MONTHLY')), 
	CONSTRAINT ck_shg_special CHECK (special_category IN ('GENERAL', 'PWD', 'ELDERLY', 'TRANSGENDER', 'PVTG', 'DIFFICULT_AREA')), 
	CONSTRAINT fk_shg_profile_cbo FOREIGN KEY(block_code, id) REFERENCES cbo (block_code, id)
);
-- rows
CREATE INDEX ix_audit_entity ON audit_entry (block_code, entity, entity_id, id);
CREATE UNIQUE INDEX uq_audit_chain ON audit_entry (block_code, prev_hash);
CREATE INDEX ix_gp_name ON gram_panchayat (block_code, name_key, id);
CREATE UNIQUE INDEX uq_gp_nrlm ON gram_panchayat (block_code, nrlm_code);
CREATE INDEX ix_batch_file ON import_batch (block_code, kind, sha256);
CREATE INDEX ix_batch_list ON import_batch (block_code, at, id);
CREATE INDEX ix_user_list ON user_account (block_code, user_id, id);
CREATE INDEX ix_user_mobile ON user_account (block_code, mobile, id);
CREATE INDEX ix_user_name ON user_account (block_code, name_key, id);
CREATE UNIQUE INDEX uq_user_id ON user_account (user_id);
CREATE INDEX ix_row_batch ON import_row (block_code, batch_id, row_no, id);
CREATE INDEX ix_village_gp ON village (block_code, gp_id, name_key, id);
CREATE UNIQUE INDEX uq_village_nrlm ON village (block_code, nrlm_code);
CREATE INDEX ix_block_district_code ON block (district_code);
CREATE INDEX ix_block_state_code ON block (state_code);
CREATE INDEX ix_cbo_clf ON cbo (block_code, clf_id, cbo_type, name_key, id);
CREATE INDEX ix_cbo_gp ON cbo (block_code, cbo_type, gp_id, name_key, id);
CREATE INDEX ix_cbo_name ON cbo (block_code, cbo_type, name_key, id);
CREATE INDEX ix_cbo_village ON cbo (block_code, village_id, cbo_type);
CREATE INDEX ix_cbo_vo ON cbo (block_code, vo_id, cbo_type, name_key, id);
CREATE UNIQUE INDEX uq_cbo_code ON cbo (block_code, cbo_type, code);
CREATE INDEX ix_role_list ON user_role (block_code, role, account_id);
CREATE UNIQUE INDEX uq_role_of_account ON user_role (block_code, account_id, role) WHERE status = 'ACTIVE';
CREATE INDEX ix_link_account ON cbo_link (block_code, account_id, cbo_type);
CREATE INDEX ix_link_cbo ON cbo_link (block_code, cbo_id, linked_at);
CREATE UNIQUE INDEX uq_link_books ON cbo_link (block_code, cbo_id) WHERE unlinked_at IS NULL AND duty = 'BOOKS';
CREATE UNIQUE INDEX uq_link_role ON cbo_link (block_code, role_id, cbo_id) WHERE unlinked_at IS NULL;
CREATE INDEX ix_parent_members ON cbo_parent (block_code, parent_id, left_on);
CREATE UNIQUE INDEX uq_parent_now ON cbo_parent (block_code, child_id) WHERE left_on IS NULL;
CREATE INDEX ix_member_shg ON member (block_code, shg_id, id);
CREATE UNIQUE INDEX uq_member_code ON member (block_code, member_code);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
