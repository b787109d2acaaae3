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
	source_row BIGINT, bundle_key BIGINT DEFAULT '1' NOT NULL, former_mobiles TEXT DEFAULT '' NOT NULL, language TEXT DEFAULT '' NOT NULL, 
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
	batch_id BIGINT, uid TEXT, source TEXT DEFAULT '' NOT NULL, 
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
	batch_id BIGINT, uid TEXT, origin TEXT DEFAULT '' NOT NULL, source TEXT DEFAULT '' NOT NULL, 
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
CREATE TABLE common_key (
	block_code TEXT NOT NULL, 
	"key" BIGINT NOT NULL, 
	holders BIGINT NOT NULL, 
	field TEXT NOT NULL, 
	shown TEXT NOT NULL, 
	CONSTRAINT pk_common_key PRIMARY KEY (block_code, "key")
);
CREATE TABLE duplicate_result (
	block_code TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	overall TEXT NOT NULL, 
	mobile TEXT NOT NULL, 
	account TEXT NOT NULL, 
	voter TEXT NOT NULL, 
	aadhaar TEXT NOT NULL, 
	confirmed BIGINT NOT NULL, 
	potential BIGINT NOT NULL, 
	uploaded_at BIGINT NOT NULL, 
	checked_at BIGINT, 
	stale BOOLEAN NOT NULL, 
	CONSTRAINT pk_duplicate_result PRIMARY KEY (block_code, kind, id), 
	CONSTRAINT ck_result_overall CHECK (overall IN ('NOT_CHECKED', 'NONE', 'SHARED', 'POTENTIAL', 'CONFIRMED', 'OVERRIDDEN'))
);
CREATE TABLE finding (
	block_code TEXT NOT NULL, 
	one_kind TEXT NOT NULL, 
	one_id BIGINT NOT NULL, 
	other_kind TEXT NOT NULL, 
	other_id BIGINT NOT NULL, 
	found TEXT NOT NULL, 
	worst BIGINT NOT NULL, 
	number BIGINT NOT NULL, 
	weight BIGINT NOT NULL, 
	numbers TEXT NOT NULL, 
	terms TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	decision_id BIGINT, 
	CONSTRAINT pk_finding PRIMARY KEY (block_code, one_kind, one_id, other_kind, other_id), 
	CONSTRAINT ck_finding_found CHECK (found IN ('CONFIRMED', 'POTENTIAL', 'SHARED'))
);
CREATE TABLE match_key (
	block_code TEXT NOT NULL, 
	"key" BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	CONSTRAINT pk_match_key PRIMARY KEY (block_code, "key", kind, id)
)
 WITHOUT ROWID

;
CREATE TABLE match_record (
	block_code TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	fields TEXT NOT NULL, 
	CONSTRAINT pk_match_record PRIMARY KEY (block_code, kind, id), 
	CONSTRAINT ck_match_record_kind CHECK (kind IN ('C', 'M'))
);
CREATE TABLE pair_decision (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	one_kind TEXT NOT NULL, 
	one_id BIGINT NOT NULL, 
	other_kind TEXT NOT NULL, 
	other_id BIGINT NOT NULL, 
	one_digest TEXT NOT NULL, 
	other_digest TEXT NOT NULL, 
	reason_code TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	decided_by TEXT NOT NULL, 
	decided_at BIGINT NOT NULL, 
	undone_by TEXT, 
	undone_at BIGINT, 
	undo_reason TEXT NOT NULL, 
	CONSTRAINT pk_pair_decision PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_decision_reason CHECK (reason_code IN ('', 'RELATIVE', 'NAMESAKE', 'SHARED_NUMBER', 'SEEN_BOTH', 'OTHER'))
);
CREATE TABLE upload (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	upload_uid TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	sequence BIGINT NOT NULL, 
	made_by TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	loaded_by TEXT NOT NULL, 
	loaded_at BIGINT NOT NULL, 
	signed TEXT NOT NULL, 
	whole BOOLEAN NOT NULL, 
	file_name TEXT NOT NULL, 
	counts TEXT NOT NULL, 
	CONSTRAINT pk_upload PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_upload_signed CHECK (signed IN ('SIGNED', 'UNSIGNED'))
);
CREATE TABLE profile_version (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	record_kind TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	version BIGINT NOT NULL, 
	state TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	content TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	made_by TEXT NOT NULL, 
	loaded_by TEXT NOT NULL, 
	upload_id BIGINT, 
	at BIGINT NOT NULL, made_mobile TEXT DEFAULT '' NOT NULL, loaded_mobile TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_profile_version PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_version_kind CHECK (record_kind IN ('C', 'M')), 
	CONSTRAINT ck_version_state CHECK (state IN ('WAITING', 'APPROVED', 'REJECTED', 'REPLACED')), 
	CONSTRAINT fk_version_upload FOREIGN KEY(block_code, upload_id) REFERENCES upload (block_code, id)
);
CREATE TABLE upload_line (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	upload_id BIGINT NOT NULL, 
	line_no BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	uid TEXT NOT NULL, 
	name TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	cbo_id BIGINT, 
	members BIGINT NOT NULL, 
	CONSTRAINT pk_upload_line PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_upload_line_outcome CHECK (outcome IN ('NEW', 'CHANGED', 'UNCHANGED', 'OLDER', 'REFUSED')), 
	CONSTRAINT fk_upload_line_upload FOREIGN KEY(block_code, upload_id) REFERENCES upload (block_code, id)
);
CREATE TABLE export (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	export_uid TEXT NOT NULL, 
	made_by TEXT NOT NULL, 
	made_at BIGINT NOT NULL, 
	records BIGINT NOT NULL, 
	sha256 TEXT NOT NULL, 
	written_at BIGINT, 
	acknowledged_at BIGINT, 
	CONSTRAINT pk_export PRIMARY KEY (block_code, id)
);
CREATE TABLE saved_filter (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	user_id TEXT NOT NULL, 
	section TEXT NOT NULL, 
	name TEXT NOT NULL, 
	words TEXT NOT NULL, 
	CONSTRAINT pk_saved_filter PRIMARY KEY (block_code, id)
);
CREATE TABLE identifier_mark (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	version_id BIGINT NOT NULL, 
	identifier TEXT NOT NULL, 
	mark TEXT NOT NULL, 
	remark_code TEXT NOT NULL, 
	remark TEXT NOT NULL, 
	decided_by TEXT NOT NULL, 
	decided_at BIGINT NOT NULL, 
	CONSTRAINT pk_identifier_mark PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_mark_remark CHECK (mark = 'TICK' OR remark_code <> ''), 
	CONSTRAINT ck_mark_mark CHECK (mark IN ('TICK', 'CROSS')), 
	CONSTRAINT fk_mark_version FOREIGN KEY(block_code, version_id) REFERENCES profile_version (block_code, id)
);
CREATE TABLE verdict (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	act BIGINT NOT NULL, 
	record_kind TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	version_id BIGINT, 
	made_by TEXT NOT NULL, 
	loaded_by TEXT NOT NULL, 
	verdict TEXT NOT NULL, 
	decided_by TEXT NOT NULL, 
	decided_at BIGINT NOT NULL, 
	remarks TEXT NOT NULL, 
	issued TEXT NOT NULL, 
	"before" TEXT NOT NULL, 
	undone_by TEXT, 
	undone_at BIGINT, 
	undo_reason TEXT NOT NULL, 
	CONSTRAINT pk_verdict PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_verdict_kind CHECK (record_kind IN ('C', 'M')), 
	CONSTRAINT ck_verdict_remarks CHECK (verdict <> 'REJECTED' OR remarks <> '[]'), 
	CONSTRAINT ck_verdict_verdict CHECK (verdict IN ('APPROVED', 'REJECTED', 'ACTIVATED')), 
	CONSTRAINT ck_verdict_version CHECK (version_id IS NOT NULL OR verdict = 'ACTIVATED'), 
	CONSTRAINT ck_maker_checker CHECK (upper(decided_by) <> upper(made_by) AND upper(decided_by) <> upper(loaded_by)), 
	CONSTRAINT fk_verdict_version FOREIGN KEY(block_code, version_id, made_by, loaded_by) REFERENCES profile_version (block_code, id, made_by, loaded_by)
);
CREATE TABLE claim (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	claimed_by TEXT NOT NULL, 
	claimed_until BIGINT NOT NULL, 
	CONSTRAINT pk_claim PRIMARY KEY (block_code, id), 
	CONSTRAINT fk_claim_cbo FOREIGN KEY(block_code, id) REFERENCES cbo (block_code, id)
);
CREATE TABLE cluster_scope (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	clf_id BIGINT NOT NULL, 
	set_by TEXT NOT NULL, 
	set_at BIGINT NOT NULL, 
	CONSTRAINT pk_cluster_scope PRIMARY KEY (block_code, id), 
	CONSTRAINT fk_cluster_clf FOREIGN KEY(block_code, clf_id) REFERENCES cbo (block_code, id), 
	CONSTRAINT fk_cluster_role FOREIGN KEY(block_code, id) REFERENCES user_role (block_code, id)
);
CREATE TABLE outbox (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	verdict_id BIGINT NOT NULL, 
	record_kind TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	cbo_id BIGINT NOT NULL, 
	cbo_kind TEXT NOT NULL, 
	uid TEXT NOT NULL, 
	code TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	content TEXT NOT NULL, 
	approved_at BIGINT NOT NULL, 
	export_id BIGINT, 
	answer TEXT NOT NULL, 
	answer_reason TEXT NOT NULL, 
	CONSTRAINT pk_outbox PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_outbox_answer CHECK (answer IN ('', 'TAKEN', 'REFUSED')), 
	CONSTRAINT ck_outbox_kind CHECK (record_kind IN ('C', 'M')), 
	CONSTRAINT fk_outbox_export FOREIGN KEY(block_code, export_id) REFERENCES export (block_code, id), 
	CONSTRAINT fk_outbox_verdict FOREIGN KEY(block_code, verdict_id) REFERENCES verdict (block_code, id)
);
CREATE TABLE export_answer (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	export_id BIGINT NOT NULL, 
	outbox_id BIGINT NOT NULL, 
	answer TEXT NOT NULL, 
	answer_reason TEXT NOT NULL, 
	answered_at BIGINT NOT NULL, 
	loaded_by TEXT NOT NULL, 
	CONSTRAINT pk_export_answer PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_answer_answer CHECK (answer IN ('TAKEN', 'REFUSED')), 
	CONSTRAINT fk_answer_export FOREIGN KEY(block_code, export_id) REFERENCES export (block_code, id), 
	CONSTRAINT fk_answer_outbox FOREIGN KEY(block_code, outbox_id) REFERENCES outbox (block_code, id)
);
CREATE TABLE staff_deputy (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	account_id BIGINT NOT NULL, 
	granted_at BIGINT NOT NULL, 
	granted_by TEXT NOT NULL, 
	closed_at BIGINT, 
	closed_by TEXT NOT NULL, 
	closed_why TEXT NOT NULL, 
	CONSTRAINT pk_staff_deputy PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_deputy_closed CHECK ((closed_at IS NULL) = (closed_by = '')), 
	CONSTRAINT fk_deputy_account FOREIGN KEY(block_code, account_id) REFERENCES user_account (block_code, id)
);
CREATE TABLE opening_load (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	state TEXT NOT NULL, 
	source TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	made_by TEXT NOT NULL, 
	made_mobile TEXT NOT NULL, 
	loaded_by TEXT NOT NULL, 
	loaded_mobile TEXT NOT NULL, 
	loaded_at BIGINT NOT NULL, 
	counts TEXT NOT NULL, 
	confirmed BIGINT NOT NULL, 
	potential BIGINT NOT NULL, 
	decided_by TEXT, 
	decided_at BIGINT, 
	decided_why TEXT NOT NULL, 
	act BIGINT, 
	undone_by TEXT, 
	undone_at BIGINT, 
	undo_reason TEXT NOT NULL, 
	CONSTRAINT pk_opening_load PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_opening_state CHECK (state IN ('WAITING', 'ACCEPTED', 'REFUSED', 'TAKEN_BACK'))
);
CREATE TABLE opening_record (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	opening_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	record_kind TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	outcome TEXT NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	place TEXT NOT NULL, 
	gp_id BIGINT, 
	village_id BIGINT, 
	shg_id BIGINT, 
	parent TEXT NOT NULL, 
	seen BIGINT NOT NULL, 
	active BOOLEAN NOT NULL, 
	account BOOLEAN NOT NULL, 
	content TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	CONSTRAINT pk_opening_record PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_opening_record_kind CHECK (kind IN ('SHG', 'VO', 'CLF', 'MEMBER')), 
	CONSTRAINT ck_opening_record_family CHECK (record_kind IN ('C', 'M')), 
	CONSTRAINT ck_opening_record_outcome CHECK (outcome IN ('NEW', 'FILL')), 
	CONSTRAINT fk_opening_record_load FOREIGN KEY(block_code, opening_id) REFERENCES opening_load (block_code, id)
);
CREATE TABLE opening_finding (
	block_code TEXT NOT NULL, 
	id BIGINT NOT NULL, 
	opening_id BIGINT NOT NULL, 
	one_kind TEXT NOT NULL, 
	one_id BIGINT NOT NULL, 
	other_kind TEXT NOT NULL, 
	other_id BIGINT NOT NULL, 
	found TEXT NOT NULL, 
	numbers TEXT NOT NULL, 
	CONSTRAINT pk_opening_finding PRIMARY KEY (block_code, id), 
	CONSTRAINT ck_opening_finding_one CHECK (one_kind IN ('C', 'M')), 
	CONSTRAINT ck_opening_finding_other CHECK (other_kind IN ('C', 'M')), 
	CONSTRAINT fk_opening_finding_load FOREIGN KEY(block_code, opening_id) REFERENCES opening_load (block_code, id)
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
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit_entry WHEN EXISTS (SELECT 1 FROM audit_entry WHERE block_code = NEW.block_code AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_no_fork BEFORE INSERT ON audit_entry WHEN EXISTS (SELECT 1 FROM audit_entry WHERE block_code = NEW.block_code AND prev_hash = NEW.prev_hash) BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE INDEX ix_common_field ON common_key (block_code, field, holders, "key");
CREATE INDEX ix_result_stale ON duplicate_result (block_code, kind, id) WHERE stale;
CREATE INDEX ix_finding_other ON finding (block_code, other_kind, other_id);
CREATE INDEX ix_finding_worst ON finding (block_code, worst, number);
CREATE INDEX ix_decision_pair ON pair_decision (block_code, one_kind, one_id, other_kind, other_id);
CREATE INDEX ix_upload_list ON upload (block_code, loaded_at, id);
CREATE UNIQUE INDEX uq_upload_uid ON upload (block_code, upload_uid);
CREATE UNIQUE INDEX uq_version ON profile_version (block_code, record_kind, record_id, version);
CREATE UNIQUE INDEX uq_upload_line ON upload_line (block_code, upload_id, line_no);
CREATE UNIQUE INDEX uq_cbo_uid ON cbo (block_code, uid);
CREATE UNIQUE INDEX uq_member_uid ON member (block_code, uid);
CREATE UNIQUE INDEX uq_version_makers ON profile_version (block_code, id, made_by, loaded_by);
CREATE UNIQUE INDEX uq_export_uid ON export (block_code, export_uid);
CREATE UNIQUE INDEX uq_saved_filter ON saved_filter (block_code, user_id, section, name);
CREATE UNIQUE INDEX uq_mark ON identifier_mark (block_code, version_id, identifier);
CREATE INDEX ix_verdict_act ON verdict (block_code, act);
CREATE INDEX ix_verdict_record ON verdict (block_code, record_kind, record_id, id);
CREATE INDEX ix_verdict_when ON verdict (block_code, decided_at, id);
CREATE UNIQUE INDEX uq_verdict_stands ON verdict (block_code, version_id) WHERE undone_at IS NULL;
CREATE INDEX ix_outbox_export ON outbox (block_code, export_id, cbo_id, id);
CREATE INDEX ix_outbox_record ON outbox (block_code, record_kind, record_id, id);
CREATE INDEX ix_outbox_waiting ON outbox (block_code, cbo_id, id) WHERE export_id IS NULL;
CREATE UNIQUE INDEX uq_outbox_verdict ON outbox (block_code, verdict_id);
CREATE INDEX ix_cbo_pending ON cbo (block_code, cbo_type, request_date, id) WHERE bucket = 'PENDING_BM';
CREATE INDEX ix_cbo_rejected ON cbo (block_code, cbo_type, id) WHERE bucket = 'REJECTED';
CREATE INDEX ix_member_no_code ON member (block_code, shg_id, id) WHERE bucket = 'APPROVED' AND member_code IS NULL;
CREATE INDEX ix_member_pending ON member (block_code, shg_id, id) WHERE bucket = 'PENDING_BM';
CREATE INDEX ix_member_rejected ON member (block_code, shg_id, id) WHERE bucket = 'REJECTED';
CREATE TRIGGER verdict_no_delete BEFORE DELETE ON verdict BEGIN SELECT RAISE(ABORT, 'a verdict is taken back, never changed or deleted'); END;
CREATE TRIGGER verdict_no_change BEFORE UPDATE ON verdict WHEN OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL OR NEW.block_code IS DISTINCT FROM OLD.block_code OR NEW.id IS DISTINCT FROM OLD.id OR NEW.act IS DISTINCT FROM OLD.act OR NEW.record_kind IS DISTINCT FROM OLD.record_kind OR NEW.record_id IS DISTINCT FROM OLD.record_id OR NEW.version_id IS DISTINCT FROM OLD.version_id OR NEW.made_by IS DISTINCT FROM OLD.made_by OR NEW.loaded_by IS DISTINCT FROM OLD.loaded_by OR NEW.verdict IS DISTINCT FROM OLD.verdict OR NEW.decided_by IS DISTINCT FROM OLD.decided_by OR NEW.decided_at IS DISTINCT FROM OLD.decided_at OR NEW.remarks IS DISTINCT FROM OLD.remarks OR NEW.issued IS DISTINCT FROM OLD.issued OR NEW.before IS DISTINCT FROM OLD.before BEGIN SELECT RAISE(ABORT, 'a verdict is taken back, never changed or deleted'); END;
CREATE TRIGGER version_by_verdict BEFORE UPDATE OF state ON profile_version WHEN NEW.state IN ('APPROVED', 'REJECTED') AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.block_code = NEW.block_code AND v.version_id = NEW.id AND v.undone_at IS NULL AND v.verdict = NEW.state) BEGIN SELECT RAISE(ABORT, 'a version is approved or rejected by a verdict alone'); END;
CREATE TRIGGER version_not_decided BEFORE INSERT ON profile_version WHEN NEW.state IN ('APPROVED', 'REJECTED') AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.block_code = NEW.block_code AND v.version_id = NEW.id AND v.undone_at IS NULL AND v.verdict = NEW.state) BEGIN SELECT RAISE(ABORT, 'a version is approved or rejected by a verdict alone'); END;
CREATE TRIGGER version_kept BEFORE UPDATE ON profile_version WHEN OLD.state <> 'WAITING' AND (NEW.record_kind IS DISTINCT FROM OLD.record_kind OR NEW.record_id IS DISTINCT FROM OLD.record_id OR NEW.version IS DISTINCT FROM OLD.version OR NEW.revision IS DISTINCT FROM OLD.revision OR NEW.content IS DISTINCT FROM OLD.content OR NEW.digest IS DISTINCT FROM OLD.digest OR NEW.made_by IS DISTINCT FROM OLD.made_by OR NEW.loaded_by IS DISTINCT FROM OLD.loaded_by) BEGIN SELECT RAISE(ABORT, 'a version that was decided is never changed'); END;
CREATE TRIGGER version_no_replace BEFORE INSERT ON profile_version WHEN EXISTS (SELECT 1 FROM profile_version WHERE block_code = NEW.block_code AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'a version that was decided is never changed'); END;
CREATE TRIGGER verdict_no_replace BEFORE INSERT ON verdict WHEN EXISTS (SELECT 1 FROM verdict WHERE block_code = NEW.block_code AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'a verdict is taken back, never changed or deleted'); END;
CREATE TRIGGER verdict_no_second BEFORE INSERT ON verdict WHEN EXISTS (SELECT 1 FROM verdict WHERE block_code = NEW.block_code AND version_id = NEW.version_id AND undone_at IS NULL) BEGIN SELECT RAISE(ABORT, 'a verdict is taken back, never changed or deleted'); END;
CREATE INDEX ix_answer_export ON export_answer (block_code, export_id, outbox_id, id);
CREATE INDEX ix_answer_record ON export_answer (block_code, outbox_id, id);
CREATE TRIGGER answer_no_update BEFORE UPDATE ON export_answer BEGIN SELECT RAISE(ABORT, 'what the central server answered stays'); END;
CREATE TRIGGER answer_no_delete BEFORE DELETE ON export_answer BEGIN SELECT RAISE(ABORT, 'what the central server answered stays'); END;
CREATE TRIGGER answer_no_replace BEFORE INSERT ON export_answer WHEN EXISTS (SELECT 1 FROM export_answer WHERE block_code = NEW.block_code AND id = NEW.id) BEGIN SELECT RAISE(ABORT, 'what the central server answered stays'); END;
CREATE UNIQUE INDEX uq_deputy_open ON staff_deputy (block_code, account_id) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX uq_opening_waits ON opening_load (block_code) WHERE state = 'WAITING';
CREATE INDEX ix_opening_list ON opening_load (block_code, loaded_at, id);
CREATE INDEX ix_opening_act ON opening_load (block_code, act);
CREATE UNIQUE INDEX uq_opening_record ON opening_record (block_code, opening_id, kind, code);
CREATE INDEX ix_opening_record_row ON opening_record (block_code, record_kind, record_id);
CREATE INDEX ix_opening_record_shg ON opening_record (block_code, opening_id, shg_id, id);
CREATE INDEX ix_opening_finding ON opening_finding (block_code, opening_id, id);
