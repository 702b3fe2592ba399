package dev.postern.controlplane;

/// Ways to have code run in the session that writes users, or after it.
enum Attack {
  AFTER_TRIGGER(trigger("AFTER INSERT OR UPDATE", "PERFORM evil.steal()")),
  BEFORE_TRIGGER(trigger("BEFORE INSERT OR UPDATE", "PERFORM evil.steal()")),
  INDEX("CREATE INDEX ON neon_auth.users_sync (evil.lie(email))"),
  CHECK("ALTER TABLE neon_auth.users_sync ADD CHECK (evil.lie(email)) NOT VALID"),
  DEFAULT_VALUE(
      """
      ALTER TABLE neon_auth.users_sync
            ALTER updated_at SET DEFAULT CASE WHEN evil.steal() THEN now() END
      """),
  POLICY(
      """
      ALTER TABLE neon_auth.users_sync ENABLE ROW LEVEL SECURITY;
      CREATE POLICY fire ON neon_auth.users_sync USING (evil.steal()) WITH CHECK (evil.steal())
      """),
  VIEW(
      """
      ALTER TABLE neon_auth.users_sync RENAME TO hidden;
      CREATE VIEW neon_auth.users_sync AS
      SELECT raw_json, id, name, email, created_at, updated_at, deleted_at
        FROM neon_auth.hidden
       WHERE evil.steal();
      CREATE FUNCTION evil.fire() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM evil.steal();
          INSERT INTO neon_auth.hidden VALUES (NEW.raw_json);
          RETURN NEW;
        END $$;
      CREATE TRIGGER fire INSTEAD OF INSERT ON neon_auth.users_sync
         FOR EACH ROW EXECUTE FUNCTION evil.fire();
      GRANT ALL ON neon_auth.users_sync, neon_auth.hidden TO PUBLIC
      """),
  SETTING(
      trigger("BEFORE INSERT", "PERFORM set_config('search_path', 'evil,pg_catalog', false)"),
      Outcome.IS_UNDONE),
  SETTING_WITH_ERROR(
      trigger(
          "BEFORE INSERT",
          "SET search_path = evil, pg_catalog; RAISE query_canceled USING MESSAGE = 'no'"),
      Outcome.REFUSED),
  HELD_CURSOR(
      trigger(
          "AFTER INSERT",
          "EXECUTE 'DECLARE held CURSOR WITH HOLD FOR SELECT evil.steal()';"
              + " INSERT INTO evil.runs VALUES ('publisher')")),
  PREPARED_STATEMENTS(trigger("AFTER INSERT", "PERFORM evil.prepare()"), Outcome.REFUSED),
  PREPARED_STATEMENTS_AND_ERROR(
      trigger("AFTER INSERT", "PERFORM evil.prepare(); RAISE assert_failure USING MESSAGE = 'no'"),
      Outcome.REFUSED),
  TEMPORARY_TYPE(
      trigger(
          "AFTER INSERT",
          "CREATE DOMAIN pg_temp.uuid AS pg_catalog.uuid CHECK (evil.lie(VALUE::text))"),
      Outcome.REFUSED),
  RULE(
      """
      CREATE RULE fire AS ON INSERT TO neon_auth.users_sync DO ALSO SELECT evil.steal()
      """),
  SILENCING_RULE(
      "CREATE RULE fire AS ON INSERT TO neon_auth.users_sync DO INSTEAD NOTHING", Outcome.REFUSED),
  DEFERRED_TRIGGER(
      """
      CREATE FUNCTION evil.fire() RETURNS trigger LANGUAGE plpgsql
          AS $$ BEGIN PERFORM evil.steal(); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER fire AFTER INSERT OR UPDATE ON neon_auth.users_sync
             DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION evil.fire()
      """,
      Outcome.REFUSED),
  DEFERRED_ELSEWHERE(
      """
      CREATE TABLE evil.later (n int);
      CREATE FUNCTION evil.fire() RETURNS trigger LANGUAGE plpgsql
          AS $$ BEGIN PERFORM evil.steal(); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER fire AFTER INSERT ON evil.later DEFERRABLE
         FOR EACH ROW EXECUTE FUNCTION evil.fire();
      GRANT INSERT ON evil.later TO PUBLIC;
      """
          + trigger(
              "AFTER INSERT",
              "SET CONSTRAINTS evil.fire DEFERRED; INSERT INTO evil.later VALUES (1)",
              "second"),
      Outcome.REFUSED),
  DEFERRED_EXCLUSION(
      """
      CREATE TABLE evil.later (n text,
        EXCLUDE USING btree ((evil.lie(n)) WITH =) DEFERRABLE INITIALLY DEFERRED);
      GRANT INSERT ON evil.later TO PUBLIC;
      """
          + trigger("AFTER INSERT", "INSERT INTO evil.later VALUES (1), (1)"),
      Outcome.REFUSED),
  ALTERED_CONSTRAINT(
      """
      CREATE TABLE evil.parent (n int PRIMARY KEY);
      CREATE TABLE evil.child (n int CONSTRAINT link REFERENCES evil.parent (n)
                                     DEFERRABLE INITIALLY DEFERRED);
      INSERT INTO evil.parent VALUES (1);
      CREATE FUNCTION evil.hide() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          DELETE FROM evil.parent;
          ALTER TABLE evil.child ALTER CONSTRAINT link NOT DEFERRABLE;
        END $$;
      """
          + trigger("AFTER INSERT", "PERFORM evil.hide()"),
      Outcome.REFUSED),
  DELETED_USER(
      """
      CREATE TABLE evil.child (id text REFERENCES neon_auth.users_sync (id)
                                       DEFERRABLE INITIALLY DEFERRED);
      CREATE FUNCTION evil.hide() RETURNS void LANGUAGE sql SECURITY DEFINER AS $$
        DELETE FROM neon_auth.users_sync WHERE email = 'ada@example.com'
      $$;
      """
          + trigger("AFTER INSERT", "PERFORM evil.hide()"),
      Outcome.REFUSED);

  /// How a sign-up ends, and what is noted of those who ran the thief's code in a transaction that
  /// was committed.
  enum Outcome {
    RUNS(200, "publisher"),
    IS_UNDONE(200, "nobody"),
    REFUSED(503, "nobody");

    final int status;
    final String runners;

    Outcome(int status, String runners) {
      this.status = status;
      this.runners = runners;
    }
  }

  /// Copies what it may not see, by every way to another role that it knows, and notes who it is.
  static final String TOOLS =
      """
      CREATE SCHEMA evil;
      GRANT USAGE ON SCHEMA evil TO PUBLIC;
      CREATE TABLE evil.loot (hash text);
      CREATE TABLE evil.runs (who text);
      GRANT INSERT ON evil.loot, evil.runs TO PUBLIC;
      CREATE FUNCTION evil.publisher() RETURNS text LANGUAGE sql AS $$
        SELECT proowner::regrole::text FROM pg_proc
         WHERE proname = 'write' AND pronamespace::regnamespace::text = 'postern_publisher'
      $$;
      CREATE FUNCTION evil.session() RETURNS text LANGUAGE sql AS $$
        SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'postern'
      $$;
      CREATE FUNCTION evil.steal() RETURNS boolean LANGUAGE plpgsql AS $$
        DECLARE
          way text;
        BEGIN
          FOREACH way IN ARRAY ARRAY[
            'SET plpgsql.check_asserts = on', 'RESET ROLE', 'SET ROLE ' || session_user,
            'SET SESSION AUTHORIZATION DEFAULT', 'SET SESSION AUTHORIZATION ' || session_user,
            'ALTER FUNCTION postern_publisher.write SECURITY INVOKER',
            'ALTER SCHEMA postern_publisher RENAME TO mine', 'GRANT ' || session_user || ' TO '
              || current_user]
          LOOP
            BEGIN
              EXECUTE way;
              INSERT INTO evil.loot SELECT hash FROM postern.passwords;
            EXCEPTION WHEN OTHERS THEN
              NULL;
            END;
          END LOOP;
          INSERT INTO evil.runs VALUES (
            CASE WHEN current_user::text = evil.publisher() THEN 'publisher' ELSE current_user END);
          RETURN true;
        END $$;
      CREATE FUNCTION evil.lie(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE
          AS $$ BEGIN RETURN evil.steal(); END $$;
      CREATE FUNCTION evil.equal(uuid, uuid) RETURNS boolean LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM evil.steal();
          RETURN $1 OPERATOR(pg_catalog.=) $2;
        END $$;
      CREATE OPERATOR evil.= (LEFTARG = uuid, RIGHTARG = uuid, FUNCTION = evil.equal);
      CREATE FUNCTION evil.prepare() RETURNS void LANGUAGE plpgsql AS $$
        DECLARE
          one record;
          types text;
        BEGIN
          INSERT INTO evil.runs VALUES ('publisher');
          FOR one IN SELECT * FROM pg_prepared_statements LOOP
            types = array_to_string(one.parameter_types, ',');
            EXECUTE format('DEALLOCATE %I', one.name);
            EXECUTE format('PREPARE %I %s AS SELECT evil.steal()', one.name,
                           CASE WHEN types = '' THEN '' ELSE '(' || types || ')' END);
          END LOOP;
        END $$
      """;

  final String command;
  final Outcome outcome;

  Attack(String command) {
    this(command, Outcome.RUNS);
  }

  Attack(String command, Outcome outcome) {
    this.command = command;
    this.outcome = outcome;
  }

  private static String trigger(String when, String statements) {
    return trigger(when, statements, "first");
  }

  private static String trigger(String when, String statements, String name) {
    return """
    CREATE FUNCTION evil.%s() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN %s; RETURN NEW; END $$;
    CREATE TRIGGER %s %s ON neon_auth.users_sync FOR EACH ROW EXECUTE FUNCTION evil.%s()
    """
        .formatted(name, statements, name, when, name);
  }
}
