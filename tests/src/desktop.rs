//! Driving the real window through WebDriver, on a display of its own.

use crate::places::programs;
use crate::processes::{self, Processes};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;

/// How long anything in the window may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A window on a display of its own. Everything started is ended when it is dropped.
pub struct Desktop {
    /// The WebDriver session.
    pub driver: WebDriver,
    processes: Processes,
    program: PathBuf,
    environment: Vec<(&'static str, String)>,
}

fn start_display(processes: &mut Processes, width: u32, height: u32) -> anyhow::Result<String> {
    let mut command = processes.command("Xvfb");
    command.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"]);
    let number = processes.start_and_hear(command.arg(format!("{width}x{height}x24")))?;
    Ok(format!(":{number}"))
}

/// A session bus of its own, by which a second start finds the first.
fn start_bus(processes: &mut Processes) -> anyhow::Result<String> {
    let mut command = processes.command("dbus-daemon");
    processes.start_and_hear(command.args(["--session", "--nofork", "--print-address=1"]))
}

/// What a program needs to find this display, bus and home, and no others.
fn environment(display: &str, bus: String, home: &Path) -> Vec<(&'static str, String)> {
    let below = |folder: &str| home.join(folder).to_string_lossy().into_owned();
    vec![
        ("DISPLAY", display.to_owned()),
        ("DBUS_SESSION_BUS_ADDRESS", bus),
        ("HOME", home.to_string_lossy().into_owned()),
        ("XDG_DATA_HOME", below(".local/share")),
        ("XDG_CACHE_HOME", below(".cache")),
        ("XDG_CONFIG_HOME", below(".config")),
        ("LIBGL_ALWAYS_SOFTWARE", "1".to_owned()),
    ]
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

impl Desktop {
    /// Opens the desktop program's window at a size, in a home folder of its own.
    ///
    /// # Errors
    /// When the display, the driver or the program cannot be started.
    pub async fn open(args: &[&str], home: &Path, width: u32, height: u32) -> anyhow::Result<Self> {
        let name = format!("jianfu-desktop{}", std::env::consts::EXE_SUFFIX);
        Self::open_program(&programs()?.join(name), args, home, width, height).await
    }

    /// Opens the window of any program built with Tauri.
    ///
    /// # Errors
    /// When the display, the driver or the program cannot be started.
    pub async fn open_program(
        program: &Path,
        args: &[&str],
        home: &Path,
        width: u32,
        height: u32,
    ) -> anyhow::Result<Self> {
        anyhow::ensure!(program.exists(), "{} is not built; `make test` builds it", program.display());
        // As the system names it where it runs.
        let program = std::fs::canonicalize(program)?;
        let mut processes = Processes::new(home);
        let display = start_display(&mut processes, width, height)?;
        let bus = start_bus(&mut processes)?;
        let port = free_port()?;
        std::fs::create_dir_all(home.join("Documents"))?;
        let environment = environment(&display, bus, home);
        let mut command = processes.command("WebKitWebDriver");
        command.arg(format!("--port={port}"));
        command.envs(environment.iter().map(|(name, value)| (name, value)));
        command.stdout(Stdio::null());
        command.env("TAURI_AUTOMATION", "true").env("TAURI_WEBVIEW_AUTOMATION", "true");
        processes.start(&mut command)?;
        let address = format!("http://127.0.0.1:{port}");
        let mut capabilities = Capabilities::new();
        let options = serde_json::json!({ "binary": &program, "args": args });
        capabilities.set("webkitgtk:browserOptions", options)?;
        let began = Instant::now();
        let driver = loop {
            match WebDriver::new(&address, capabilities.clone()).await {
                Ok(driver) => break driver,
                Err(error) if began.elapsed() > PATIENCE => {
                    anyhow::bail!("no session with the window: {error}")
                }
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        };
        Ok(Self { driver, processes, program, environment })
    }

    /// Starts the program once more on the same desktop.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start_again(&self, args: &[&str]) -> anyhow::Result<Child> {
        let mut command = Command::new(&self.program);
        command.args(args).envs(self.environment.iter().map(|(name, value)| (name, value)));
        Ok(command.env_remove("WAYLAND_DISPLAY").stderr(Stdio::null()).spawn()?)
    }

    /// The whole screen, with what the page does not draw: the menu above it, dialogs beside it.
    ///
    /// # Errors
    /// When ImageMagick is missing.
    pub fn screen(&self, path: &Path) -> anyhow::Result<()> {
        let mut command = Command::new("import");
        command.args(["-window", "root"]).arg(path);
        let done = command.envs(self.environment.iter().map(|(name, value)| (name, value))).status()?;
        anyhow::ensure!(done.success(), "the screen could not be taken");
        Ok(())
    }

    /// Ends the program as a crash would: without a word to it.
    ///
    /// # Errors
    /// When its process is not found.
    pub fn kill_program(&self) -> anyhow::Result<()> {
        let found = self.processes.find(Some(&self.program))?;
        anyhow::ensure!(!found.is_empty(), "the program does not run");
        found.iter().try_for_each(|process| processes::kill(process))
    }

    /// The process of the program.
    ///
    /// # Errors
    /// When it does not run.
    pub fn process(&self) -> anyhow::Result<u32> {
        let found = self.processes.find(Some(&self.program))?;
        // Readers of files are the same program, started by it: the first is the window.
        let numbers = found.iter().filter_map(|process| process.to_str()?.parse().ok());
        numbers.min().ok_or_else(|| anyhow::anyhow!("the program does not run"))
    }

    /// Presses a key as a keyboard does, so that the native menu meets it too: `ctrl+q`.
    ///
    /// # Errors
    /// When xdotool is missing.
    pub fn press_on_keyboard(&self, key: &str) -> anyhow::Result<()> {
        let mut command = Command::new("xdotool");
        command.args(["mousemove", "640", "400", "click", "1", "key", key]);
        let done = command.envs(self.environment.iter().map(|(name, value)| (name, value))).status()?;
        anyhow::ensure!(done.success(), "the key could not be pressed");
        Ok(())
    }

    /// Gives the system's save dialog a path and accepts it, as a person would by keyboard.
    ///
    /// # Errors
    /// When xdotool is missing or no dialog comes.
    pub async fn save_as(&self, path: &Path) -> anyhow::Result<()> {
        let xdotool = |args: &[&str]| {
            let mut command = Command::new("xdotool");
            command.args(args).envs(self.environment.iter().map(|(name, value)| (name, value)));
            command.output()
        };
        let path = path.to_string_lossy().into_owned();
        let began = Instant::now();
        // The dialog is a second window of the program, with a name of its own.
        loop {
            let found = xdotool(&["search", "--onlyvisible", "--name", "Save|保存|另存"])?;
            let windows = String::from_utf8_lossy(&found.stdout).into_owned();
            if let Some(window) = windows.split_whitespace().next_back() {
                tokio::time::sleep(Duration::from_millis(500)).await;
                xdotool(&["mousemove", "--window", window, "100", "60"])?;
                xdotool(&["windowfocus", window])?;
                tokio::time::sleep(Duration::from_millis(200)).await;
                xdotool(&["key", "--clearmodifiers", "ctrl+a"])?;
                xdotool(&["type", "--delay", "20", &path])?;
                tokio::time::sleep(Duration::from_millis(300)).await;
                xdotool(&["key", "Return"])?;
                return Ok(());
            }
            anyhow::ensure!(began.elapsed() < PATIENCE, "no dialog came");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Presses keys in whatever has the focus.
    ///
    /// # Errors
    /// When the driver refuses them.
    pub async fn press(&self, keys: impl Into<TypingData>) -> anyhow::Result<()> {
        Ok(self.driver.active_element().await?.send_keys(keys).await?)
    }

    /// The element with this test id, waited for.
    ///
    /// # Errors
    /// When it does not come in time.
    pub async fn find(&self, test_id: &str) -> anyhow::Result<WebElement> {
        let query = self.driver.query(By::Css(format!("[data-testid='{test_id}']")));
        let found = query.wait(PATIENCE, Duration::from_millis(20)).first().await;
        found.map_err(|e| anyhow::anyhow!("`{test_id}` did not come: {e}"))
    }

    /// Clicks the element with this test id once it can be clicked.
    ///
    /// # Errors
    /// When it does not come, or stays disabled or covered.
    pub async fn click(&self, test_id: &str) -> anyhow::Result<()> {
        let began = Instant::now();
        loop {
            let element = self.find(test_id).await?;
            let clicked = if element.is_enabled().await? { element.click().await } else { Ok(()) };
            if element.is_enabled().await.unwrap_or(true) && clicked.is_ok() {
                return Ok(());
            }
            anyhow::ensure!(began.elapsed() < PATIENCE, "`{test_id}` could not be clicked: {clicked:?}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Types into the field with this test id, in place of what it holds.
    ///
    /// # Errors
    /// When it does not come or takes no text.
    pub async fn type_into(&self, test_id: &str, text: &str) -> anyhow::Result<()> {
        let field = self.find(test_id).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Clicks the first element of this class that shows the text.
    ///
    /// # Errors
    /// When it does not come or cannot be clicked.
    pub async fn click_text(&self, class: &str, text: &str) -> anyhow::Result<()> {
        let path = format!(
            "//*[contains(concat(' ', normalize-space(@class), ' '), ' {class} ')][contains(., '{text}')]"
        );
        let query = self.driver.query(By::XPath(path));
        let found = query.wait(PATIENCE, Duration::from_millis(50)).first().await;
        let element = found.map_err(|e| anyhow::anyhow!("no `{class}` says `{text}`: {e}"))?;
        Ok(element.click().await?)
    }

    /// The text of the element with this test id, waited for until it is what it should be.
    ///
    /// # Errors
    /// When it is something else after all the patience.
    pub async fn expect_text(&self, test_id: &str, expected: &str) -> anyhow::Result<()> {
        let began = Instant::now();
        loop {
            // The text itself and not what the driver takes for visible: it calls ellipses hidden.
            let text = self.find(test_id).await?.prop("textContent").await.ok().flatten().unwrap_or_default();
            if text.contains(expected) {
                return Ok(());
            }
            anyhow::ensure!(began.elapsed() < PATIENCE, "`{test_id}` says `{text}`, not `{expected}`");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// As [`Self::expect_text`], for what the driver takes for hidden: cut off by its own end, or stuck to an edge.
    ///
    /// # Errors
    /// When it is something else after all the patience.
    pub async fn expect_content(&self, test_id: &str, expected: &str) -> anyhow::Result<()> {
        let began = Instant::now();
        loop {
            let text = self.find(test_id).await?.prop("textContent").await.ok().flatten().unwrap_or_default();
            if text.contains(expected) {
                return Ok(());
            }
            anyhow::ensure!(began.elapsed() < PATIENCE, "`{test_id}` holds `{text}`, not `{expected}`");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// A picture of the window's content, after the frame that shows the last change. Where the page is drawn without
    /// compositing the driver may wait for ever for a frame that has come; then the screen is taken.
    ///
    /// # Errors
    /// When neither gives one.
    pub async fn picture(&self) -> anyhow::Result<Vec<u8>> {
        tokio::time::sleep(Duration::from_millis(700)).await;
        match tokio::time::timeout(Duration::from_secs(5), self.driver.screenshot_as_png()).await {
            Ok(taken) => Ok(taken?),
            Err(_) => {
                let file = tempfile::Builder::new().suffix(".png").tempfile()?;
                self.screen(file.path())?;
                Ok(std::fs::read(file.path())?)
            }
        }
    }
}
