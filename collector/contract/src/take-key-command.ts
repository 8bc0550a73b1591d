/**
 * Run on a device, puts a new key into the file that an agent with CLIENT_KEY_FILE reads. The key comes from the terminal: no command line,
 * which others could see, has it.
 */
export const takeKeyCommand = 'sudo tee /etc/mimamori/agent.key > /dev/null && sudo systemctl restart mimamori-agent'
