-- The tables of a resequencing message store on MariaDB or MySQL. How far each store has come:
CREATE TABLE IF NOT EXISTS tbl_lastprocessid (
  statement VARCHAR(200) PRIMARY KEY,
  seq_id BIGINT NOT NULL
) ENGINE = InnoDB;
CREATE TABLE IF NOT EXISTS jdbc_message_store (
  indexId BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  msg_id VARCHAR(200) NOT NULL,
  message LONGBLOB NOT NULL,
  seq_id BIGINT NOT NULL,
  INDEX jdbc_message_store_msg_id (msg_id),
  INDEX jdbc_message_store_seq_id (seq_id, indexId)
) ENGINE = InnoDB;
