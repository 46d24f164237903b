-- The table of a message store on MariaDB or MySQL.
CREATE TABLE IF NOT EXISTS jdbc_message_store (
  indexId BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  msg_id VARCHAR(200) NOT NULL,
  message LONGBLOB NOT NULL,
  INDEX jdbc_message_store_msg_id (msg_id)
) ENGINE = InnoDB;
