//! Templates in memory.

use crate::ports::{TemplateError, TemplateRow, TemplateStore};
use async_trait::async_trait;
use orchestrasec_domain::UserId;
use std::{collections::BTreeMap, sync::Mutex};

/// Keeps what is saved; knows no repeated calls and no bounds.
#[derive(Default)]
pub struct MemoryTemplates(Mutex<BTreeMap<(UserId, String), TemplateRow>>);

#[async_trait]
impl TemplateStore for MemoryTemplates {
    async fn save(&self, template: TemplateRow) -> Result<TemplateRow, TemplateError> {
        let place = (template.owner, template.key.clone());
        self.0.lock().unwrap().insert(place, template.clone());
        Ok(template)
    }

    async fn all_of(&self, owner: UserId) -> Result<Vec<TemplateRow>, TemplateError> {
        Ok(self.0.lock().unwrap().values().filter(|row| row.owner == owner).cloned().collect())
    }

    async fn find(&self, owner: UserId, key: &str) -> Result<Option<TemplateRow>, TemplateError> {
        Ok(self.0.lock().unwrap().get(&(owner, key.to_owned())).cloned())
    }

    async fn remove(&self, owner: UserId, key: &str) -> Result<bool, TemplateError> {
        Ok(self.0.lock().unwrap().remove(&(owner, key.to_owned())).is_some())
    }
}
